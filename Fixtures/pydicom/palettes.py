"""The eight colour palettes of DICOM PS3.6, Annex B, as pydicom ships them.

Writes palettes.json beside this file (256 RGB triples a palette, in hexadecimal) and, with the argument
`swift`, prints Sources/Scintigraphy/Display/StandardPalettes.swift: each channel as the fewest linear segments
of PS3.3 C.7.9.2.2 that give its 256 entries.

The files are read by their own names and identifiers: pydicom 3.0's table of palette names swaps FALL and WINTER.
"""

import json
import sys
from pathlib import Path

import numpy as np
import pydicom
from pydicom.pixels import apply_color_lut

FOLDER = Path(pydicom.__file__).parent / "data" / "palettes"
NAMES = {
    "hot-iron": ("hotiron", "1.2.840.10008.1.5.1"),
    "pet": ("pet", "1.2.840.10008.1.5.2"),
    "hot-metal-blue": ("hotmetalblue", "1.2.840.10008.1.5.3"),
    "pet-20-step": ("pet20step", "1.2.840.10008.1.5.4"),
    "spring": ("spring", "1.2.840.10008.1.5.5"),
    "summer": ("summer", "1.2.840.10008.1.5.6"),
    "fall": ("fall", "1.2.840.10008.1.5.7"),
    "winter": ("winter", "1.2.840.10008.1.5.8"),
}


def table(file, uid):
    dataset = pydicom.dcmread(FOLDER / f"{file}.dcm")
    assert dataset.PaletteColorLookupTableUID == uid
    colours = apply_color_lut(np.arange(256), dataset)
    assert colours.shape == (256, 3)
    return colours.astype(int)


def line(start, end, length):
    return [round(start + (end - start) * k / length) for k in range(1, length + 1)]


def segments(channel):
    """(length, end) of the longest lines, one after another; the first entry is a line of length 1."""
    channel = [int(v) for v in channel]
    found, at = [(1, channel[0])], 1
    while at < 256:
        length = max(
            n for n in range(1, 257 - at)
            if line(channel[at - 1], channel[at + n - 1], n) == channel[at:at + n]
        )
        at += length
        found.append((length, channel[at - 1]))
    return found


def swift(tables):
    print("// Made by Fixtures/pydicom/palettes.py from the palettes of DICOM PS3.6, Annex B.\n")
    print("extension Palette {")
    print("    /// The colour palettes of DICOM PS3.6, Annex B, each channel as linear segments of PS3.3 C.7.9.2.2.")
    print("    static let standard = [")
    for name, colours in tables.items():
        print(f'        Palette(\n            "{name}",')
        for label, channel in zip(("red", "green", "blue"), colours.T):
            text = ", ".join(f"({n}, {v})" for n, v in segments(channel))
            lines, row = [], ""
            for part in text.split(", ("):
                part = part if part.startswith("(") else "(" + part
                if len(row) + len(part) > 84:
                    lines.append(row)
                    row = ""
                row += part + ", "
            lines.append(row.rstrip(", "))
            if len(lines) == 1:
                print(f"            {label}: [{lines[0]}]" + ("," if label != "blue" else "),"))
            else:
                print(f"            {label}: [")
                print("\n".join("                " + l.rstrip() for l in lines) + ",")
                print("            ]" + ("," if label != "blue" else "),"))
    print("    ]\n}")


tables = {name: table(*source) for name, source in NAMES.items()}
if sys.argv[1:] == ["swift"]:
    swift(tables)
else:
    result = {
        "made_by": f"Fixtures/pydicom/palettes.py, pydicom {pydicom.__version__}",
        "palettes": {name: bytes(c.flatten().tolist()).hex() for name, c in tables.items()},
    }
    Path(__file__).with_suffix(".json").write_text(json.dumps(result, indent=1) + "\n")

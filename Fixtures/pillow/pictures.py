"""Small pictures of bone scans of no one, in every kind that is imported or refused, and what Pillow reads in them.

Run from the repository root: .deps/venv/bin/python Fixtures/pillow/pictures.py
Writes Fixtures/pillow/pictures/, pictures.json and bs80k/. All are made up; none holds data of a person.
"""

import json
import pathlib

import numpy as np
import PIL
from PIL import Image

ROWS, COLUMNS = 48, 20
folder = pathlib.Path("Fixtures/pillow/pictures")
folder.mkdir(exist_ok=True)
facts = {}


def counts(seed, most):
    """A body of sorts: two columns of different counts, noise, a corner of zeros and the largest value."""
    noise = np.random.default_rng(seed)
    mean = most / 4 * np.exp(-((np.arange(COLUMNS) - 9.5) / 4) ** 2)[None, :] * np.ones((ROWS, 1))
    values = np.minimum(noise.poisson(mean), most)
    values[:4, :4] = 0
    values[20, 10] = most
    return values


def keep(name):
    image = Image.open(folder / name)
    values = np.asarray(image.convert("L") if image.mode in ("RGB", "RGBA", "P", "LA") else image)
    facts[name] = {"rows": image.height, "columns": image.width, "values": values.ravel().tolist()}


def save(name, image, is_read=True, **options):
    image.save(folder / name, **options)
    if is_read:
        keep(name)


sixteen = Image.fromarray(counts(1, 65_535).astype(np.uint16))
eight = Image.fromarray(counts(2, 255).astype(np.uint8))
grey = Image.merge("RGB", [eight] * 3)
coloured = grey.copy()
coloured.paste((255, 0, 0), (4, 16, 16, 32))

save("counts.png", sixteen)
save("few-counts.png", Image.fromarray(counts(3, 300).astype(np.uint16)))
save("small.png", sixteen.crop((0, 0, COLUMNS, ROWS // 2)))
save("display.png", eight)
save("colours-alike.png", grey)
save("with-opacity.png", eight.convert("LA"))
save("palette.png", eight.convert("P"))
save("coloured.png", coloured, is_read=False)
save("one-bit.png", eight.convert("1"), is_read=False)

save("grey.jpg", eight, quality=75)
save("alike-444.jpg", grey, quality=75, subsampling=0)
save("alike-420.jpg", grey, quality=75, subsampling=2)
save("alike-rgb.jpg", grey, quality=75, keep_rgb=True)
save("coloured.jpg", coloured, is_read=False, quality=75)
save("progressive.jpg", eight, is_read=False, quality=75, progressive=True)
save("four-values.jpg", grey.convert("CMYK"), is_read=False, quality=75)

for name in ["counts.png", "grey.jpg"]:
    whole = (folder / name).read_bytes()
    (folder / f"cut-{name}").write_bytes(whole[: len(whole) * 2 // 3])

# A baseline header of 12 bits a value, which no writer at hand makes.
twelve = bytearray((folder / "grey.jpg").read_bytes())
frame = twelve.index(b"\xff\xc0")
twelve[frame + 1], twelve[frame + 4] = 0xC1, 12
(folder / "twelve-bits.jpg").write_bytes(twelve)

pathlib.Path("Fixtures/pillow/pictures.json").write_text(
    json.dumps({"made_by": f"Pillow {PIL.__version__}, NumPy {np.__version__}", "pictures": facts}) + "\n")

# BS-80K's whole-body folders in small: Fixtures/pillow/bs80k.
bs80k = pathlib.Path("Fixtures/pillow/bs80k")
boxes = {
    "ANT": {1: ["Normal"], 2: ["Normal", "Abnormal"], 3: [], 10: ["Abnormal"], 11: []},
    "POST": {1: [], 2: [], 3: ["Normal", "Abnormal"], 10: ["Abnormal"], 11: ["Knee"]},
}
labels = {"ANT": {1: 0, 2: 1, 3: 0, 4: 0, 10: 1, 11: 0}, "POST": {1: 0, 2: 0, 3: 0, 10: 1, 11: 0, 12: 0}}
for view, names in labels.items():
    place = bs80k / f"wholeBody{view}"
    (place / view.lower()).mkdir(parents=True, exist_ok=True)
    for number in names:
        # 10 is 2 again.
        seed = 100 + {10: 2}.get(number, number) + (50 if view == "POST" else 0)
        kind = {"progressive": True} if number == 12 else {}
        Image.fromarray(counts(seed, 255).astype(np.uint8)).save(place / f"{number}.jpg", quality=75, **kind)
    (place / f"wholeBody{view}.txt").write_text("".join(f"{n}.jpg\t{label}\n" for n, label in names.items()))
    for number, objects in boxes[view].items():
        lines = "".join(
            f"  <object>\n    <name>{name}</name>\n    <bndbox><xmin>2</xmin><ymin>3</ymin><xmax>9</xmax>"
            "<ymax>12</ymax></bndbox>\n  </object>\n" for name in objects)
        (place / view.lower() / f"{number}.xml").write_text(
            f"<annotation>\n  <filename>{number}.jpg</filename>\n{lines}</annotation>\n")
crop = bs80k / "kneeLANT"
crop.mkdir(exist_ok=True)
eight.crop((0, 0, 8, 8)).save(crop / "1.jpg")

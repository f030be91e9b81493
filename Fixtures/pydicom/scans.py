"""Small planar NM files of many layouts, and what pydicom says of them.

Run from the repository root: .deps/venv/bin/python Fixtures/pydicom/scans.py
Writes Fixtures/pydicom/scans/*.dcm and scans.json. All are made up; none holds data of a person.
"""

import json
import pathlib

import numpy as np
import pydicom
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.sequence import Sequence
from pydicom.uid import ExplicitVRBigEndian, ExplicitVRLittleEndian, ImplicitVRLittleEndian

ROWS, COLUMNS = 64, 16
NUCLEAR_MEDICINE = "1.2.840.10008.5.1.4.1.1.20"
folder = pathlib.Path("Fixtures/pydicom/scans")
folder.mkdir(exist_ok=True)
facts = {}


def counts(frames, seed=1):
    """Poisson counts, different in every frame."""
    mean = 1 + np.arange(frames)[:, None, None] + np.linspace(0, 9, ROWS)[None, :, None]
    return np.random.default_rng(seed).poisson(mean, (frames, ROWS, COLUMNS))


def item(**values):
    dataset = Dataset()
    for keyword, value in values.items():
        setattr(dataset, keyword, value)
    return dataset


def code(value, scheme, meaning):
    return Sequence([item(CodeValue=value, CodingSchemeDesignator=scheme, CodeMeaning=meaning)])


def window(lower, upper):
    limits = item(EnergyWindowLowerLimit=str(lower), EnergyWindowUpperLimit=str(upper))
    return item(EnergyWindowRangeSequence=Sequence([limits]))


def detector(view=None, angle=None):
    dataset = item(CollimatorGridName="LEHR", CollimatorType="PARA")
    if view is not None:
        dataset.ViewCodeSequence = code(*view)
    if angle is not None:
        dataset.StartAngle = str(angle)
    return dataset


def planar(pixels, detectors=None, windows=None, dtype="<u2"):
    """A file of frames x rows x columns; the last vector varies fastest."""
    frames = len(pixels)
    windows = windows or [window(126, 154)]
    dataset = Dataset()
    dataset.SpecificCharacterSet = "ISO_IR 100"
    dataset.ImageType = ["ORIGINAL", "PRIMARY", "WHOLE BODY", "EMISSION"]
    dataset.SOPClassUID = NUCLEAR_MEDICINE
    dataset.StudyDate, dataset.StudyTime = "20250102", "101500"
    dataset.AcquisitionDate, dataset.AcquisitionTime = "20250102", "133000"
    dataset.AccessionNumber, dataset.StudyID = "", "1"
    dataset.Modality = "NM"
    dataset.Manufacturer, dataset.ManufacturerModelName, dataset.StationName = "Maker", "Camera", "NM1"
    dataset.ReferringPhysicianName = ""
    dataset.StudyDescription, dataset.SeriesDescription = "Bone", "WB"
    dataset.PatientName, dataset.PatientID = "Müller^Jörg", "P1"
    dataset.PatientBirthDate, dataset.PatientSex, dataset.PatientAge = "", "M", "061Y"
    dataset.CountsAccumulated = str(int(pixels.sum()))
    dataset.ActualFrameDuration = "1200000"
    dataset.ScanVelocity, dataset.ScanLength, dataset.WholeBodyTechnique = "2.5", "1950", "1PS"
    dataset.BodyPartExamined = "WHOLEBODY"
    dataset.StudyInstanceUID, dataset.SeriesInstanceUID = "2.25.1", "2.25.2"
    dataset.SeriesNumber, dataset.InstanceNumber = "1", "1"
    dataset.SamplesPerPixel, dataset.PhotometricInterpretation = 1, "MONOCHROME2"
    dataset.NumberOfFrames = str(frames)
    dataset.FrameIncrementPointer = [0x00540010, 0x00540020]
    dataset.Rows, dataset.Columns = ROWS, COLUMNS
    dataset.PixelSpacing = ["2.4", "2.2"]
    bits = 8 * np.dtype(dtype).itemsize
    dataset.BitsAllocated, dataset.BitsStored, dataset.HighBit = bits, bits, bits - 1
    dataset.PixelRepresentation = int(np.dtype(dtype).kind == "i")
    per_window = frames // len(windows)
    dataset.EnergyWindowVector = [1 + frame // per_window for frame in range(frames)]
    dataset.NumberOfEnergyWindows = len(windows)
    dataset.EnergyWindowInformationSequence = Sequence(windows)
    dataset.DetectorVector = [1 + frame % per_window for frame in range(frames)]
    dataset.NumberOfDetectors = per_window
    dataset.DetectorInformationSequence = Sequence(detectors or [detector() for _ in range(per_window)])
    dataset.RadiopharmaceuticalInformationSequence = Sequence([item(
        RadionuclideCodeSequence=code("C-163A8", "SRT", "^99m^Technetium"), Radiopharmaceutical="HDP",
        RadiopharmaceuticalStartTime="101000", RadionuclideTotalDose="612.5")])
    dataset.PatientOrientationCodeSequence = Sequence()
    dataset.PatientGantryRelationshipCodeSequence = Sequence()
    dataset.add_new(0x7FE00010, "OB" if bits == 8 else "OW", pixels.astype(dtype).tobytes())
    return dataset


def fnv1a(data):
    value = 0xCBF29CE484222325
    for byte in data:
        value = (value ^ byte) * 0x100000001B3 % 2**64
    return f"{value:016x}"


def save(name, dataset, syntax=ExplicitVRLittleEndian, **expected):
    """Writes the file; keeps `expected`, and each frame's sum and hash by pydicom."""
    dataset.SOPInstanceUID = f"2.25.{1000 + len(facts)}"
    dataset.file_meta = FileMetaDataset()
    dataset.file_meta.TransferSyntaxUID = syntax
    dataset.file_meta.MediaStorageSOPClassUID = dataset.SOPClassUID
    dataset.file_meta.MediaStorageSOPInstanceUID = dataset.SOPInstanceUID
    path = folder / f"{name}.dcm"
    dataset.save_as(
        path, enforce_file_format=True, implicit_vr=syntax == ImplicitVRLittleEndian,
        little_endian=syntax != ExplicitVRBigEndian)
    read = pydicom.dcmread(path)
    if dataset.SamplesPerPixel == 1:
        frames = read.pixel_array.reshape(-1, dataset.Rows, dataset.Columns)
        if read.BitsStored == read.BitsAllocated:
            expected["sums"] = [int(frame.sum()) for frame in frames]
            cell = frames.dtype.newbyteorder("<")
            expected["hashes"] = [fnv1a(frame.astype(cell).tobytes()) for frame in frames]
    facts[name] = expected


ANTERIOR, POSTERIOR = ("399321004", "SCT", "Anterior projection"), ("399001007", "SCT", "Posterior projection")
two = [detector(ANTERIOR), detector(POSTERIOR)]

# Layouts of views
save("two-frames", planar(counts(2), two))
save("two-frames-implicit", planar(counts(2), two), ImplicitVRLittleEndian)
save("two-frames-reversed", planar(counts(2), [two[1], two[0]]))
save("two-frames-unnamed", planar(counts(2)))
save("four-frames", planar(counts(4), two, [window(92, 125), window(126, 154)]))
save("four-frames-no-140", planar(counts(4), two, [window(60, 80), window(92, 125)]))

# One frame, told by one rule each
save("view-srt", planar(counts(1), [detector(("G-5216", "SRT", "Posterior"))]), view="posterior")
save("view-older", planar(counts(1), [detector(("R-10214", "SNM3", "POSTERIOR"))]), view="posterior")
save("view-local", planar(counts(1), [detector(("PO", "99LOCAL", "Hinten"))]), view="posterior")
save("view-unknown", planar(counts(1), [detector(("X1", "99LOCAL", "Hinten"), angle=0)]), view="posterior")
save("view-angle-0", planar(counts(1), [detector(angle=0)]), view="posterior")
save("view-angle-180", planar(counts(1), [detector(angle=180)]), view="anterior")
save("view-assumed", planar(counts(1)), view="anterior")
lateral = planar(counts(1), [detector(("399108008", "SCT", "Left lateral projection"))])
save("view-lateral", lateral)
for name, text, view in [("series", "WB POST 3h", "posterior"), ("both", "WB ANT/POST", "anterior")]:
    dataset = planar(counts(1))
    dataset.SeriesDescription = text
    save(f"view-{name}", dataset, view=view)
for letter, view in [("E", "anterior"), ("F", "posterior")]:
    dataset = planar(counts(1))
    block = dataset.private_block(0x0011, "GEMS_GENIE_1", create=True)
    block.add_new(0x12, "LO", f"WHOLE BODY_{letter}")
    save(f"view-ge-{letter}", dataset, view=view)
    if letter == "F":
        save("view-ge-implicit", dataset, ImplicitVRLittleEndian, view=view)

# Cells
for kind in ["u2", "i2", "u4", "i4", "u1"]:
    pixels = counts(1) - (3 if kind[0] == "i" else 0)
    for order, syntax in [("<", ExplicitVRLittleEndian), (">", ExplicitVRBigEndian)]:
        if (order, kind) != (">", "u1"):
            save(f"cells-{'little' if order == '<' else 'big'}-{kind}", planar(pixels, dtype=order + kind), syntax)
overlaid = planar(counts(1) | 0x8000 * (counts(1, seed=2) > 4))
overlaid.BitsStored, overlaid.HighBit = 12, 11
overlaid.CountsAccumulated = str(int(counts(1).sum()))
save("cells-12-bits", overlaid, sums=[int(counts(1).sum())])
scaled = planar(counts(1) * 4)
scaled.RescaleSlope, scaled.RescaleIntercept = "0.25", "0"
scaled.CountsAccumulated = str(int(counts(1).sum()))
save("rescaled-to-counts", scaled)
scaled.CountsAccumulated = "12345"
save("rescaled-to-something", scaled)

# What a user must be told, or may not use
bare = planar(counts(1))
del bare.PixelSpacing
save("no-spacing", bare)
other = planar(counts(1), [detector(POSTERIOR)])
save("posterior", other)
save("anterior", planar(counts(1), [detector(ANTERIOR)]))
copy = planar(counts(1, seed=3), [detector(ANTERIOR)])
copy.ImageType = ["DERIVED", "PRIMARY", "WHOLE BODY", "EMISSION"]
save("anterior-derived", copy)
spot = planar(counts(1, seed=4), [detector(ANTERIOR)])
spot.ImageType = ["ORIGINAL", "PRIMARY", "STATIC", "EMISSION"]
save("anterior-spot", spot)
other.PatientID = "P2"
save("posterior-other-patient", other)
other.PatientID, other.StudyInstanceUID = "P1", "2.25.3"
save("posterior-other-study", other)
dynamic = planar(counts(2))
dynamic.ImageType = ["ORIGINAL", "PRIMARY", "DYNAMIC", "EMISSION"]
save("dynamic", dynamic)
tomograph = planar(counts(1))
tomograph.Modality, tomograph.SOPClassUID = "CT", "1.2.840.10008.5.1.4.1.1.2"
save("ct", tomograph)
picture = planar(np.repeat(counts(1), 3, axis=2), dtype="u1")
picture.SamplesPerPixel, picture.PhotometricInterpretation, picture.PlanarConfiguration = 3, "RGB", 0
picture.SOPClassUID = "1.2.840.10008.5.1.4.1.1.7"
save("picture", picture)

# What a header may say of dates, counts, reasons and numbers
dated = planar(counts(1), [detector(ANTERIOR)])
tracer = dated.RadiopharmaceuticalInformationSequence[0]
tracer.RadiopharmaceuticalStartDateTime = "202501011030+0100"
dated.CountsAccumulated = "0"
save("dated", dated)
for source in ["reason", "request", "procedure", "diagnosis"]:
    asked = planar(counts(1), [detector(ANTERIOR)])
    asked.AdmittingDiagnosesDescription = ["Breast cancer", "Back pain"]
    if source != "diagnosis":
        asked.RequestedProcedureDescription = "NM bone whole body"
    if source == "reason":
        asked.ReasonForTheRequestedProcedure = "Prostate cancer, bone pain"
    if source == "request":
        asked.RequestAttributesSequence = Sequence([
            item(ReasonForTheRequestedProcedure="Prostate cancer, bone pain")])
    save(f"indication-{source}", asked)
implausible = planar(counts(1), [detector(ANTERIOR)], [window(126, 1e9)])
implausible.ScanVelocity = "1e308"
implausible.RadiopharmaceuticalInformationSequence[0].RadionuclideTotalDose = "1e300"
save("implausible", implausible)

# Vectors that say less or more than they should; pixels beside the image
windows = planar(counts(4), two, [window(92, 125), window(126, 154)])
del windows.DetectorVector  # two detectors of each window, one after the other
save("four-frames-no-detectors", windows)
zero_based = planar(counts(2), two)
zero_based.DetectorVector = [0, 1]
save("two-frames-zero-based", zero_based)
icon = planar(counts(1), [detector(("G-5216", "SRT", "Posterior"))])
picture = Dataset()
picture.Rows = picture.Columns = 2
picture.SamplesPerPixel, picture.PhotometricInterpretation = 1, "MONOCHROME2"
picture.BitsAllocated = picture.BitsStored = 8
picture.HighBit, picture.PixelRepresentation, picture.PixelData = 7, 0, bytes(4)
icon.IconImageSequence = [picture]
save("view-with-icon", icon, view="posterior")

# The real scan, of which only the sum and the hash are kept
real = pydicom.dcmread(".deps/data/NM1.dcm").pixel_array
facts["NM1"] = {"sums": [int(real.sum())], "hashes": [fnv1a(real.astype("<i2").tobytes())]}

made_by = f"pydicom {pydicom.__version__}, numpy {np.__version__}"
report = json.dumps({"made_by": made_by, "files": facts}, indent=1)
pathlib.Path("Fixtures/pydicom/scans.json").write_text(report + "\n")

"""Prints as JSON what pydicom reads in a simulated image: describe_simulated.py FILE. Run by the tests."""

import json
import sys

import pydicom

dataset = pydicom.dcmread(sys.argv[1])
frames = dataset.pixel_array.reshape(-1, dataset.Rows, dataset.Columns)
tracer = dataset.RadiopharmaceuticalInformationSequence[0]
window = dataset.EnergyWindowInformationSequence


def number(name, source=dataset):
    value = source.get(name)
    return None if value in (None, "") else float(value)


def meaning(name):
    return tracer[name][0].CodeMeaning if tracer.get(name) else None


print(json.dumps({
    "pixels": frames.ravel().tolist(),
    "dtype": str(frames.dtype),
    "views": [item.ViewCodeSequence[0].CodeMeaning for item in dataset.DetectorInformationSequence],
    "sopClass": dataset.SOPClassUID.name,
    "imageType": list(dataset.ImageType),
    "name": str(dataset.PatientName),
    "sex": dataset.PatientSex,
    "age": dataset.get("PatientAge"),
    "size": number("PatientSize"),
    "weight": number("PatientWeight"),
    "manufacturer": dataset.Manufacturer,
    "comments": dataset.ImageComments,
    "date": dataset.StudyDate,
    "spacing": [float(value) for value in dataset.PixelSpacing or []],
    "counts": int(dataset.CountsAccumulated),
    "milliseconds": int(dataset.ActualFrameDuration),
    "velocity": number("ScanVelocity"),
    "length": number("ScanLength"),
    "activity": number("RadionuclideTotalDose", tracer),
    "injection": tracer.get("RadiopharmaceuticalStartDateTime"),
    "radionuclide": meaning("RadionuclideCodeSequence"),
    "radiopharmaceutical": meaning("RadiopharmaceuticalCodeSequence"),
    "window": [number(name, window[0].EnergyWindowRangeSequence[0])
               for name in ("EnergyWindowLowerLimit", "EnergyWindowUpperLimit")] if window else [],
    "bits": [dataset.BitsAllocated, dataset.BitsStored, dataset.HighBit, dataset.PixelRepresentation],
}))

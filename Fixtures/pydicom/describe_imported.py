"""Prints as JSON what pydicom reads in an imported file: describe_imported.py FILE. Run by the tests."""

import json
import sys

import pydicom

dataset = pydicom.dcmread(sys.argv[1])
pixels = dataset.pixel_array
if pixels.ndim == 3:  # colours that are alike
    pixels = pixels[..., 0]
print(json.dumps({
    "values": pixels.ravel().tolist(),
    "shape": list(pixels.shape),
    "sopClass": dataset.SOPClassUID.name,
    "modality": dataset.Modality,
    "patient": str(dataset.PatientID),
    "view": dataset.DetectorInformationSequence[0].ViewCodeSequence[0].CodeMeaning,
    "lossy": dataset.LossyImageCompression if "LossyImageCompression" in dataset else "",
    "spacing": [float(x) for x in dataset.get("PixelSpacing") or []],
    "transferSyntax": dataset.file_meta.TransferSyntaxUID.name,
}))

"""Prints as JSON what pydicom reads in a derived file: describe.py FILE. Run by the tests."""

import json
import sys

import pydicom
from pydicom.pixels import apply_modality_lut

dataset = pydicom.dcmread(sys.argv[1])
frames = dataset.pixel_array.reshape(-1, dataset.Rows, dataset.Columns)
views = [item.ViewCodeSequence[0].CodeMeaning for item in dataset.DetectorInformationSequence]
mapping = dataset.get("RealWorldValueMappingSequence")
print(json.dumps({
    "sums": [float(apply_modality_lut(frame, dataset).sum()) for frame in frames],
    "realWorldSlope": mapping[0].RealWorldValueSlope if mapping else 1.0,
    "views": views,
    "imageType": list(dataset.ImageType),
    "countsAccumulated": int(dataset.CountsAccumulated),
    "smallest": int(dataset.SmallestImagePixelValue),
    "largest": int(dataset.LargestImagePixelValue),
    "sources": [str(item.ReferencedSOPInstanceUID) for item in dataset.SourceImageSequence],
    "derivation": dataset.DerivationDescription,
    "private": [str(element.tag) for element in dataset.iterall() if element.tag.is_private],
}))

"""Prints as JSON what Pillow reads in a label image: describe.py FILE. Run by the tests."""

import json
import sys

import numpy
from PIL import Image

image = Image.open(sys.argv[1])
pixels = numpy.asarray(image)
print(json.dumps({"mode": image.mode, "shape": list(pixels.shape), "labels": pixels.ravel().tolist()}))

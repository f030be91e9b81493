"""Recodes a file as JPEG 2000 Lossless: jpeg2000.py IN OUT. Run by the tests."""

import sys

import pydicom
from pydicom.uid import JPEG2000Lossless

dataset = pydicom.dcmread(sys.argv[1])
dataset.decompress()
dataset.compress(JPEG2000Lossless)
dataset.save_as(sys.argv[2])

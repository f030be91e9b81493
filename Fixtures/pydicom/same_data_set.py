"""Prints whether two files have the same bytes behind their file meta information: same_data_set.py FILE FILE."""

import sys

import pydicom


def data_set(path):
    bytes_ = open(path, "rb").read()
    meta = pydicom.filereader.read_file_meta_info(path)
    return bytes_[144 + meta.FileMetaInformationGroupLength:], meta.TransferSyntaxUID  # preamble, DICM, the length's element


print("same" if data_set(sys.argv[1]) == data_set(sys.argv[2]) else "different")

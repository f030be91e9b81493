"""Saves all that an Orthanc holds: fetch_from_orthanc.py PORT FOLDER. Run by the tests."""

import json
import pathlib
import sys
import urllib.request

server = f"http://127.0.0.1:{sys.argv[1]}/instances"
for identifier in json.load(urllib.request.urlopen(server)):
    content = urllib.request.urlopen(f"{server}/{identifier}/file").read()
    (pathlib.Path(sys.argv[2]) / f"{identifier}.dcm").write_bytes(content)

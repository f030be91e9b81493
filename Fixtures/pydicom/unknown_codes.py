"""Prints as JSON the codes that pydicom's tables of the standard do not have, and those of one character too many:
unknown_codes.py FILE... Run by the tests."""

import json
import sys

import pydicom
from pydicom.sr._concepts_dict import concepts

known = {(scheme, code) for scheme, names in concepts.items() for codes in names.values() for code in codes}
unknown, own = set(), {}
for file in sys.argv[1:]:
    for element in pydicom.dcmread(file).iterall():
        if element.VR != "SQ":
            continue
        for item in element.value:
            if "CodeValue" not in item or item.CodingSchemeDesignator == "RFC5646":
                continue
            code = (item.CodingSchemeDesignator, item.CodeValue)
            if code[0] == "99BONESCAN":
                own.setdefault(code[1], set()).add(item.CodeMeaning)
            elif code not in known:
                unknown.add(code)
            if len(item.CodeValue) > 16 or len(item.CodeMeaning) > 64:
                unknown.add(code)
print(json.dumps({"unknown": sorted(map(list, unknown)),
                  "ambiguous": sorted(code for code, meanings in own.items() if len(meanings) > 1)}))

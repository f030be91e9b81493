"""Prints as JSON what highdicom reads in a report of template 1500: describe_report.py FILE. Run by the tests."""

import json
import sys

import highdicom
from highdicom.sr import NumContentItem, TextContentItem

document = highdicom.sr.srread(sys.argv[1])
report = document.content


def describe(group):
    site = group.finding_sites[0] if group.finding_sites else None
    return {
        "trackingID": group.tracking_identifier, "trackingUID": group.tracking_uid,
        "finding": group.finding_type.value if group.finding_type else None,
        "site": site.value.value if site else None,
        "laterality": site.laterality.value if site and site.laterality else None,
        "measurements": [
            {"code": m.name.value, "value": float(m.value), "unit": m.unit.value} for m in group.get_measurements()
        ],
        "words": [item.value for item in group[0].ContentSequence if isinstance(item, TextContentItem)],
        "uncertainties": [
            float(part.value) for item in group[0].ContentSequence if isinstance(item, NumContentItem)
            for part in item.get("ContentSequence", [])
        ],
    }


def images(group, name):
    return [item for item in group[0].ContentSequence if item.ValueType == "IMAGE" and item.name.value == name]


def source_frames(group):
    return [[item.ReferencedSOPSequence[0].ReferencedSOPInstanceUID,
             item.ReferencedSOPSequence[0].get("ReferencedFrameNumber")] for item in images(group, "121233")]


findings = []
for group in report.get_volumetric_roi_measurement_groups():
    assert group.referenced_segment is not None
    segment = images(group, "121191")[0]
    findings.append(describe(group) | {
        "segmentation": segment.ReferencedSOPSequence[0].ReferencedSOPInstanceUID,
        "segment": segment.ReferencedSOPSequence[0].ReferencedSegmentNumber,
        "sources": source_frames(group),
    })
observers = [[item.name, item.serial_number] for item in (
    context.observer_identifying_attributes for context in report.get_observer_contexts())]
print(json.dumps({
    "whole": [describe(group) for group in report.get_image_measurement_groups()], "findings": findings,
    "observers": observers, "verification": document.VerificationFlag, "completion": document.CompletionFlag,
    "patient": str(document.PatientName),
    "evidence": sorted(
        item.ReferencedSOPInstanceUID for series in document.CurrentRequestedProcedureEvidenceSequence[0].ReferencedSeriesSequence
        for item in series.ReferencedSOPSequence),
}))

"""Prints as JSON what highdicom reads in a segmentation: describe_segmentation.py FILE. Run by the tests."""

import json
import sys

import highdicom

segmentation = highdicom.seg.segread(sys.argv[1])
sources = []  # each source frame once, in the order of the views
for groups in segmentation.PerFrameFunctionalGroupsSequence:
    image = groups.DerivationImageSequence[0].SourceImageSequence[0]
    source = (groups.FrameContentSequence[0].InStackPositionNumber, image.ReferencedSOPInstanceUID,
              image.get("ReferencedFrameNumber"))
    if source not in sources:
        sources.append(source)
options = {"combine_segments": True, "assert_missing_frames_are_empty": True}
views = []
for position, uid, frame in sorted(sources, key=lambda source: source[0]):
    if frame is None:
        pixels = segmentation.get_pixels_by_source_instance([uid], **options)
    else:
        pixels = segmentation.get_pixels_by_source_frame(uid, [frame], **options)
    views.append({"uid": uid, "frame": frame, "labels": pixels[0].flatten().tolist()})


def code(items):
    return items[0].CodeValue if items else None


segments = []
for number in segmentation.segment_numbers:
    segment = segmentation.get_segment_description(number)
    modifiers = segment.SegmentedPropertyTypeCodeSequence[0].get("SegmentedPropertyTypeModifierCodeSequence")
    segments.append({
        "label": segment.segment_label, "category": segment.segmented_property_category.value,
        "type": segment.segmented_property_type.value, "site": code(segment.get("AnatomicRegionSequence")),
        "laterality": code(modifiers), "trackingID": segment.tracking_id, "trackingUID": segment.tracking_uid,
        "algorithm": segment.algorithm_identification.name, "parameters": segment.SegmentationAlgorithmIdentificationSequence[0].AlgorithmParameters,
        "colour": list(highdicom.color.CIELabColor.from_dicom_value(segment.RecommendedDisplayCIELabValue).to_rgb(clip=True)),
    })
print(json.dumps({
    "views": views, "segments": segments, "frames": segmentation.NumberOfFrames,
    "patient": str(segmentation.PatientName), "study": segmentation.StudyInstanceUID,
    "uid": segmentation.SOPInstanceUID, "series": segmentation.SeriesInstanceUID,
    "loss": segmentation.LossyImageCompression,
}))

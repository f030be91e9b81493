public import DICOM
import Foundation
import Scintigraphy
import Segmentation

/// A result of a reading as a DICOM object, and the name of its file.
public struct NamedResult {
    /// Such as `hot-spots.dcm`.
    public let file: String
    /// Writes it to a place, under that name.
    let write: (URL) throws -> Void
}

/// What a reading tells other systems.
extension Reading {
    /// The reading as DICOM objects of the scan's study: what was segmented, what was measured, the restored scan and the
    /// report itself, as far as there are any. Hot spots have one identity in all of them.
    ///
    /// - Parameters:
    ///   - scan: the scan that was read.
    ///   - version: that of the software.
    /// - Throws: where a file has changed since, or says nothing by which to refer to it.
    public func results(of scan: DICOMScan, version: String) throws -> [NamedResult] {
        let origin = try ResultOrigin(scan, softwareVersion: version)
        var results: [NamedResult] = []
        func add(_ file: String, _ object: ResultObject) {
            results.append(NamedResult(file: file) { try object.write(to: $0) })
        }
        if let restored, let model = report.restoration?.model {
            let image = DerivedImage(
                restored, from: scan,
                by: Derivation(
                    description: "Restored by \(model.name), weights \(model.hash.prefix(16)). Research use only.",
                    code: .denoising, seriesSuffix: "AI RESTORED", softwareVersion: version))
            results.append(NamedResult(file: "restored.dcm") { try image.write(to: $0) })
        }
        var tracked = TrackedHotSpots(spots: report.findings.hotSpots ?? [], origin, report)
        if let model = report.findings.segmentation.map(ResultModel.init) {
            let bones = segmented.compactMap(\.boneMask)
            if !bones.isEmpty { add("regions.dcm", try origin.object(.regions(bones, by: model))) }
            let masks = segmented.compactMap { hotSpots?.mask($0.view) }
            if !tracked.spots.isEmpty, !masks.isEmpty {
                let object = try origin.object(tracked.segmentation(masks, by: model))
                tracked.segmentation = object.reference
                add("hot-spots.dcm", object)
            }
        }
        add("measurements.dcm", try origin.object(report.measurements(tracked, origin)))
        add("report.dcm", try origin.object(EncapsulatedPDF(try report.pdf(), title: "Bone scan, research use only")))
        return results
    }
}

/// Hot spots with the identities under which all objects speak of them.
struct TrackedHotSpots {
    let spots: [(spot: HotSpot, tracking: Tracking)]
    /// The object that outlines them; `nil` before there is one.
    var segmentation: InstanceReference?

    init(spots: [HotSpot], _ origin: ResultOrigin, _ report: Report) {
        let model = report.findings.segmentation?.hash ?? ""
        self.spots = spots.map { spot in
            let places = spot.foci.map { "\($0.view.rawValue) \($0.row) \($0.column)" }
            return (spot, origin.tracking("Hot spot \(spot.number)", facts: places + [model]))
        }
    }

    /// A segment for each, in the order of their numbers.
    func segmentation(_ masks: [LabelImage], by model: ResultModel) -> SegmentationObject {
        SegmentationObject(
            label: "HOT_SPOTS", description: "Foci of increased uptake, research use only",
            segments: spots.map { spot, tracking in
                Segment(
                    label: "Hot spot \(spot.number)", category: .function,
                    type: spot.counts ? .hotSpot : .artefact, site: spot.bone?.code,
                    laterality: spot.side?.code, tracking: tracking,
                    colour: RGB(red: 220, green: 40, blue: 40))
            },
            views: masks.map(LabelledFrame.init), model: model)
    }
}

extension SegmentationObject {
    /// Bones, a segment for each class that is seen anywhere.
    fileprivate static func regions(_ masks: [LabelImage], by model: ResultModel) -> SegmentationObject {
        let seen = Set(masks.flatMap(\.labels)).subtracting([BoneClass.background]).sorted()
        let bones = seen.compactMap { NamedBone(label: $0) }
        var numbers = [UInt16](repeating: 0, count: 256)
        for (place, bone) in bones.enumerated() { numbers[Int(bone.label)] = UInt16(place + 1) }
        return SegmentationObject(
            label: "BONES", description: "Classes of bone, research use only",
            segments: bones.map { bone in
                Segment(
                    label: bone.rawValue, category: .anatomicalStructure, type: bone.code,
                    colour: bone.colour)
            },
            views: masks.map { mask in
                LabelledFrame(
                    mask.view, rows: mask.rows, columns: mask.columns,
                    segments: mask.labels.map { numbers[Int($0)] })
            }, model: model)
    }
}

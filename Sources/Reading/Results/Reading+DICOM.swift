import DICOM
import Foundation
import Scintigraphy
import Segmentation

/// A result of a reading as a DICOM object, and the name of its file.
struct NamedResult {
    /// Such as `hot-spots.dcm`.
    let file: String
    /// Writes it to a place, over what is there where that is asked.
    let write: (URL, Bool) throws -> Void

    /// All that a reading may write.
    static let names: Set<String> = Set(
        ["regions", "hot-spots", "restored"].flatMap { name in
            ["", "-anterior", "-posterior"].map { "\(name)\($0).dcm" }
        } + ["measurements.dcm", last])

    /// What is written after all others.
    static let last = "report.dcm"
}

/// The results that could be made, and why others could not.
struct NamedResults {
    var made: [NamedResult] = []
    var leftOut: [String] = []

    /// Makes one, or notes why not.
    mutating func add(_ file: String, _ make: () throws -> ResultObject) -> ResultObject? {
        do {
            let object = try make()
            made.append(NamedResult(file: file) { try object.write(to: $0, overwriting: $1) })
            return object
        } catch {
            leftOut.append("\(file) was not written: \(error)")
            return nil
        }
    }
}

/// What a reading tells other systems.
extension Reading {
    /// The reading as DICOM objects of the scan's study: what was segmented, what was measured, the restored scan and the
    /// report itself, as far as there are any. Hot spots have one identity in all of them. Views of unequal size are objects
    /// of their own.
    ///
    /// - Parameters:
    ///   - scan: the scan that was read.
    ///   - version: that of the software.
    ///   - pdf: the report as it was written.
    func results(of scan: DICOMScan, version: String, pdf: Data) -> NamedResults {
        var results = NamedResults()
        let origin: ResultOrigin
        do { origin = try ResultOrigin(scan, softwareVersion: version) } catch {
            results.leftOut.append("no DICOM objects were written: \(error)")
            return results
        }
        addRestored(to: &results, from: scan, version)
        var tracked = TrackedHotSpots(spots: report.findings.hotSpots ?? [], origin, report)
        if let model = report.findings.segmentation.map(ResultModel.init) {
            for (suffix, views) in segmented.map(\.view).grouped(by: scan.scan) {
                let shown = segmented.filter { views.contains($0.view) }
                if let bones = SegmentationObject.regions(shown.compactMap(\.boneMask), by: model) {
                    _ = results.add("regions\(suffix).dcm") { try origin.object(bones) }
                }
                let frames = shown.compactMap { view in
                    hotSpots?.numbers(view.view).map {
                        LabelledFrame(view.view, rows: view.rows, columns: view.columns, segments: $0)
                    }
                }
                guard frames.contains(where: { $0.segments.contains { $0 > 0 } }) else { continue }
                let object = results.add("hot-spots\(suffix).dcm") {
                    try origin.object(tracked.segmentation(frames, by: model))
                }
                if suffix.isEmpty { tracked.segmentation = object?.reference }
            }
        }
        _ = results.add("measurements.dcm") { try origin.object(report.measurements(tracked, origin)) }
        _ = results.add(NamedResult.last) {
            try origin.object(EncapsulatedPDF(pdf, title: "Bone scan, research use only"))
        }
        return results
    }

    private func addRestored(to results: inout NamedResults, from scan: DICOMScan, _ version: String) {
        guard let restored, let model = report.restoration?.model else { return }
        let derivation = Derivation(
            description: "Restored by \(model.name), weights \(model.hash.prefix(16)). Research use only.",
            code: .denoising, seriesSuffix: "AI RESTORED", softwareVersion: version)
        for (suffix, views) in restored.images.map(\.view).grouped(by: restored) {
            let part = BoneScan(
                images: restored.images.filter { views.contains($0.view) }, acquisition: restored.acquisition)
            let image = DerivedImage(part, from: scan, by: derivation)
            results.made.append(
                NamedResult(file: "restored\(suffix).dcm") { try image.write(to: $0, overwriting: $1) })
        }
    }
}

extension [View] {
    /// Views that fit into one object, and what its file's name ends in: all of them, or each by itself where their images
    /// differ in size.
    fileprivate func grouped(by scan: BoneScan) -> [(suffix: String, views: [View])] {
        let images = compactMap { scan[$0] }
        let areAlike = images.dropFirst().allSatisfy {
            $0.rows == images[0].rows && $0.columns == images[0].columns && $0.spacing == images[0].spacing
        }
        return areAlike ? (isEmpty ? [] : [("", self)]) : map { ("-\($0.rawValue)", [$0]) }
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
    func segmentation(_ frames: [LabelledFrame], by model: ResultModel) -> SegmentationObject {
        SegmentationObject(
            label: "HOT_SPOTS", description: "Foci of increased uptake, research use only",
            segments: spots.map { spot, tracking in
                Segment(
                    label: "Hot spot \(spot.number)", category: .function,
                    type: spot.isInBone ? .hotSpot : .artefact, site: spot.bone?.code,
                    laterality: spot.side?.code, tracking: tracking,
                    colour: RGB(red: 220, green: 40, blue: 40))
            },
            views: frames, model: model)
    }
}

extension SegmentationObject {
    /// Bones, a segment for each class that is seen anywhere; `nil` where none is.
    fileprivate static func regions(_ masks: [LabelImage], by model: ResultModel) -> SegmentationObject? {
        let seen = Set(masks.flatMap(\.labels)).subtracting([BoneClass.background]).sorted()
        let bones = seen.compactMap { NamedBone(label: $0) }
        guard !bones.isEmpty else { return nil }
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

import Foundation
import Scintigraphy

/// The segments of a scan's views, to become a binary DICOM Segmentation (PS3.3 A.51).
///
/// A frame of it is one segment in one view, and refers to that view's frame in the scan; a segment that no pixel of a view
/// has gets no frame there. No pixel is of two segments.
public struct SegmentationObject: Equatable, Sendable {
    /// What it shows in capitals, such as “BONES”: letters, digits, spaces and underscores, 16 at most.
    public let label: String
    /// What it shows, in at most 64 characters.
    public let description: String
    /// In the order of their numbers, from 1.
    public let segments: [Segment]
    /// One or two views of the scan.
    public let views: [LabelledFrame]
    /// What told the segments apart.
    public let model: ResultModel

    /// The segments of these views; nothing is checked yet.
    public init(
        label: String, description: String, segments: [Segment], views: [LabelledFrame], model: ResultModel
    ) {
        self.label = label
        self.description = description
        self.segments = segments
        self.views = views
        self.model = model
    }
}

extension ResultOrigin {
    /// A segmentation as a DICOM object.
    ///
    /// - Throws: where no view has a segment, where a pixel has the number of no segment, where a view's size is not that of
    ///   the scan or the two differ, and where there are more than 65,535 segments.
    /// - Precondition: the scan has the segmentation's views.
    public func object(_ segmentation: SegmentationObject) throws(DICOMError) -> ResultObject {
        let frames = try segmentation.frames(of: self)
        let kind = ResultKind(
            sopClass: SOPClass.segmentation, modality: "SEG", seriesNumber: 2000,
            seriesDescription: "AI \(segmentation.label), RESEARCH USE ONLY")
        return try ResultObject(kind, of: self) { (dataSet: inout DataSet) throws(DICOMError) in
            try dataSet.become(segmentation, frames, of: self)
        }
    }
}

/// A segment in a view.
struct SegmentFrame {
    /// From 1.
    let segment: Int
    /// Of the views of the scan, from 1.
    let position: Int
    let source: SourceFrame
}

extension SegmentationObject {
    /// The frames to write: segment by segment, view by view.
    fileprivate func frames(of origin: ResultOrigin) throws(DICOMError) -> [SegmentFrame] {
        func refused(_ file: NMFile, _ reason: String) -> DICOMError {
            DICOMError(file.url, "gets no segmentation \(label): \(reason)")
        }
        let largest = Int(UInt16.max)
        guard (1...largest).contains(segments.count) else {
            throw refused(
                origin.main, "it has \(segments.count) segments, and from 1 to \(largest) can be numbered")
        }
        var frames: [SegmentFrame] = []
        for view in views {
            guard let place = origin.frames.firstIndex(where: { $0.view == view.view }) else {
                preconditionFailure("the \(view.view.rawValue) view has no source")
            }
            let source = origin.frames[place]
            let layout = source.file.layout
            guard view.rows == layout.rows, view.columns == layout.columns else {
                throw refused(
                    source.file,
                    "the mask of the \(view.view.rawValue) view has \(view.rows) × \(view.columns) pixels, "
                        + "the scan \(layout.rows) × \(layout.columns); segment the scan as it is stored")
            }
            guard view.rows == views[0].rows, view.columns == views[0].columns else {
                throw refused(source.file, "its views differ in size; write one view at a time")
            }
            for number in Set(view.segments).subtracting([0]).sorted() {
                guard Int(number) <= segments.count else {
                    throw refused(
                        source.file,
                        "a pixel of the \(view.view.rawValue) view has the number \(number), and there are "
                            + "\(segments.count) segments")
                }
                frames.append(SegmentFrame(segment: Int(number), position: place + 1, source: source))
            }
        }
        guard !frames.isEmpty else {
            throw refused(origin.main, "no pixel belongs to a segment; an object without frames cannot be")
        }
        return frames.sorted { ($0.segment, $0.position) < ($1.segment, $1.position) }
    }
}

extension SegmentationObject {
    /// One bit a pixel, the first in the lowest bit; frames follow each other without a gap (PS3.5 8.1.1).
    func packed(_ frames: [SegmentFrame]) -> [UInt8] {
        let pixels = views[0].segments.count
        var bytes = [UInt8](repeating: 0, count: (pixels * frames.count + 7) / 8)
        for view in views {
            var starts: [UInt16: Int] = [:]  // the first bit of each segment's frame
            for (index, frame) in frames.enumerated() where frame.source.view == view.view {
                starts[UInt16(frame.segment)] = index * pixels
            }
            for (pixel, number) in view.segments.enumerated() where number > 0 {
                guard let start = starts[number] else { continue }
                bytes[(start + pixel) >> 3] |= 1 << UInt8((start + pixel) & 7)
            }
        }
        return bytes
    }
}

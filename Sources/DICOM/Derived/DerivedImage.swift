public import Foundation
public import Scintigraphy

/// A Nuclear Medicine image computed from a scan: a new object and series of the same patient and study.
///
/// Its views are frames of one file, anterior first. It keeps what the source says of patient, camera, tracer,
/// energy window and geometry, and drops what describes the source's pixels. It is the same, byte for byte, for
/// the same scan, source and derivation: its UIDs are made from its content and it bears no time of its own.
public struct DerivedImage {
    private let scan: BoneScan
    private let source: DICOMScan
    private let derivation: Derivation

    /// What was computed, from which scan and how; nothing is read or written yet.
    ///
    /// - Precondition: the source has every view of `scan`.
    public init(_ scan: BoneScan, from source: DICOMScan, by derivation: Derivation) {
        self.scan = scan
        self.source = source
        self.derivation = derivation
    }

    /// Writes a Part 10 file beside `url` and then gives it that name, so that nothing half-written is left.
    ///
    /// - Throws: where the file exists and `overwriting` is false, where the source is not for quantification, has
    ///   changed or is the target itself, and where the views cannot be frames of one image.
    public func write(to url: URL, overwriting: Bool = false) throws(DICOMError) {
        try checkTarget(url, overwriting: overwriting)
        let dataSet = try dataSet()
        try url.writeWhole { dataSet.write(to: $0) }
    }

    /// Throws where ``write(to:overwriting:)`` would refuse the name, before anything is computed or written.
    public func checkTarget(_ url: URL, overwriting: Bool) throws(DICOMError) {
        if source.sources.contains(where: { $0.file.isSameFile(as: url) }) {
            throw DICOMError(url, "is the scan itself; choose another name for the derived image")
        }
        try url.checkFree(overwriting: overwriting)
    }

    private func dataSet() throws(DICOMError) -> DataSet {
        let frames = try scan.images.map { image throws(DICOMError) in try DerivedFrame(image, of: source) }
        guard let first = frames.first else { preconditionFailure("a scan has an image") }
        for frame in frames {
            guard frame.image.rows == first.image.rows, frame.image.columns == first.image.columns,
                frame.image.spacing == first.image.spacing
            else {
                throw DICOMError(
                    frame.file.url,
                    "has another matrix or pixel size than \(first.file.url.lastPathComponent); derive "
                        + "from one view at a time")
            }
        }
        guard let counts = StoredCounts(frames.map(\.image)) else {
            throw DICOMError(
                first.file.url,
                "cannot be derived from: a result is negative, not a number or above 65534 counts")
        }
        var dataSet = try first.file.dataSet.copy()
        try dataSet.becomeDerived(frames, counts, derivation)
        return dataSet
    }
}

/// A view with the file that it was computed from, opened again.
struct DerivedFrame {
    let image: CountImage
    let source: ViewSource
    let file: NMFile

    /// - Precondition: the scan that `image` was computed from has its view.
    init(_ image: CountImage, of scan: DICOMScan) throws(DICOMError) {
        guard let source = scan.sources.first(where: { $0.view == image.view }) else {
            preconditionFailure("the \(image.view.rawValue) view has no source")
        }
        if case .notForQuantification(let reason) = scan.scan[image.view]?.meaning {
            throw DICOMError(
                source.file,
                "is not for quantification (\(reason)), so that nothing is derived from it; use the original")
        }
        file = try NMFile(source.file)
        guard file.dataSet.text(.sopInstanceUID) == source.sopInstanceUID else {
            throw DICOMError(source.file, "has changed since it was read; read it again")
        }
        self.image = image
        self.source = source
    }
}

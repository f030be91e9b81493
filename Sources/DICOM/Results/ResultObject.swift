public import Foundation

/// A result as a DICOM object: complete, and not yet written.
///
/// ``ResultOrigin`` makes them.
public final class ResultObject {
    /// By which other objects refer to it.
    public let reference: InstanceReference

    private let dataSet: DataSet
    private let sources: [URL]

    /// The object that `content` makes of patient, study and equipment.
    init(
        _ kind: ResultKind, of origin: ResultOrigin,
        content: (inout DataSet) throws(DICOMError) -> Void
    ) throws(DICOMError) {
        var dataSet = try DataSet(resultOf: origin)
        try dataSet.setSeries(kind, of: origin)
        try content(&dataSet)
        let uid = derivedUID(["result"], bytes: try dataSet.encoded())
        try dataSet.set(.sopInstanceUID, uid)
        reference = InstanceReference(
            sopClassUID: kind.sopClass, sopInstanceUID: uid,
            seriesInstanceUID: dataSet.text(.seriesInstanceUID) ?? "")
        self.dataSet = dataSet
        sources = origin.frames.map(\.file.url)
    }

    /// Writes a Part 10 file beside `url` and then gives it that name, so that nothing half-written is left.
    ///
    /// - Throws: where the file exists and `overwriting` is false, where it is the scan itself, and where nothing can be
    ///   written.
    public func write(to url: URL, overwriting: Bool = false) throws(DICOMError) {
        guard !sources.contains(where: { $0.isSameFile(as: url) }) else {
            throw DICOMError(url, "is the scan itself; choose another name for the result")
        }
        try url.checkFree(overwriting: overwriting)
        try url.writeWhole { dataSet.write(to: $0) }
    }
}

/// Which kind of object a result is, and how its series is called.
struct ResultKind {
    let sopClass: String
    let modality: String
    /// Series of results sort behind the acquired and the derived ones.
    let seriesNumber: Int
    let seriesDescription: String
}

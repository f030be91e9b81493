public import Foundation

/// A study that a folder holds, as far as the headers of its files tell.
public struct FoundStudy: Sendable {
    /// As the hospital numbers its patients.
    public let patientID: String?
    /// yyyyMMdd.
    public let date: String?
    /// The study's own identity; `nil` where the files state none, or cannot be read.
    public let uid: String?
    /// Its planar NM images in the order of their paths: one at least.
    public internal(set) var files: [URL]
    /// hhmmss.
    private let time: String?

    /// Reads its views; throws as ``DICOMScan/init(_:)`` does.
    public func read() throws(DICOMError) -> DICOMScan { try DICOMScan(files) }
}

extension FoundStudy {
    /// The study of a planar NM image. Throws where the file is none, or its header is damaged.
    init(headerOf url: URL) throws(DICOMError) {
        let header = try DataSet(PartTenFile(headerOf: url))
        try NMFile.checkKind(of: header, header.texts(.imageType), url)
        self.init(
            patientID: header.text(.patientID), date: header.text(.studyDate),
            uid: header.text(.studyInstanceUID), files: [url], time: header.text(.studyTime))
    }

    /// A file, or a folder, of which nothing can be told: to read it says why.
    init(unreadable url: URL) {
        self.init(patientID: nil, date: nil, uid: nil, files: [url], time: nil)
    }

    /// Files with the same key belong to one study: of one patient and study, or, where that is not stated, in one folder
    /// and of one time.
    var key: [String?] {
        if let uid { return [patientID, uid] }
        return [patientID, nil, files[0].deletingLastPathComponent().path, date, time]
    }

    /// By patient, then by date and time.
    static func isBefore(_ one: Self, _ other: Self) -> Bool {
        func order(_ study: Self) -> [String] {
            [study.patientID, study.date, study.time, study.uid, study.files[0].path].map { $0 ?? "" }
        }
        return order(one).lexicographicallyPrecedes(order(other))
    }
}

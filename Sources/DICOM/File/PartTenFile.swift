import Foundation

/// A DICOM file in memory, found to be of sound structure before DCMTK sees it.
///
/// DCMTK reads nested sequences by recursion and allocates what elements announce, so a hostile file could take
/// the process down. ``DataSetStructure`` bounds depth, lengths and number of elements first.
struct PartTenFile {
    /// A whole-body scan takes 1 MB.
    static let largestFile = 256 << 20

    let url: URL
    let bytes: [UInt8]
    let transferSyntax: TransferSyntax
    /// Where the file meta information ends and the data set begins.
    let dataSetOffset: Int

    init(_ url: URL) throws(DICOMError) {
        let bytes = try Self.contents(of: url)
        guard Self.isDICOM(bytes) else {
            throw DICOMError(
                url,
                "is not a DICOM file (no “DICM” at byte 128); give the file that the camera or archive exported"
            )
        }
        let meta = try FileMeta(url, bytes)
        self.url = url
        self.bytes = bytes
        transferSyntax = meta.transferSyntax
        dataSetOffset = meta.end
        try DataSetStructure(url: url, transferSyntax: transferSyntax).check(bytes, from: dataSetOffset)
    }

    /// Whether a file begins like DICOM. Unreadable files do not.
    static func isDICOM(_ url: URL) -> Bool {
        guard let handle = try? FileHandle(forReadingFrom: url) else { return false }
        defer { try? handle.close() }
        return isDICOM([UInt8]((try? handle.read(upToCount: 132)) ?? Data()))
    }

    private static func isDICOM(_ bytes: [UInt8]) -> Bool {
        bytes.count >= 132 && bytes[128..<132].elementsEqual("DICM".utf8)
    }

    /// Whether `url` leads, through links too, to a file that ends. Pipes and devices need not.
    static func isRegularFile(_ url: URL) -> Bool {
        attributes(of: url)?[.type] as? FileAttributeType == .typeRegular
    }

    private static func attributes(of url: URL) -> [FileAttributeKey: Any]? {
        try? FileManager.default.attributesOfItem(atPath: url.resolvingSymlinksInPath().path)
    }

    private static func contents(of url: URL) throws(DICOMError) -> [UInt8] {
        guard let attributes = attributes(of: url) else {
            throw DICOMError(url, "does not exist; check the path")
        }
        guard isRegularFile(url), let size = attributes[.size] as? Int else {
            throw DICOMError(url, "is not a regular file; give a DICOM file")
        }
        guard size > 0 else { throw DICOMError(url, "is empty; export it again") }
        guard size <= largestFile else {
            throw DICOMError(
                url,
                "has \(size >> 20) MB, more than the \(largestFile >> 20) MB that are read; give a planar NM image"
            )
        }
        guard let data = try? Data(contentsOf: url) else {
            throw DICOMError(url, "cannot be read; check its permissions")
        }
        return [UInt8](data)
    }
}

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
        let bytes = try url.contents(upTo: Self.largestFile, else: "a planar NM image")
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
}

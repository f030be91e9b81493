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
        try meta.checkTransferSyntax(of: url)
        self.url = url
        self.bytes = bytes
        transferSyntax = meta.transferSyntax
        dataSetOffset = meta.end
        try DataSetStructure(url: url, transferSyntax: transferSyntax).check(bytes, from: dataSetOffset)
    }

    private static func contents(of url: URL) throws(DICOMError) -> [UInt8] {
        try url.contents(upTo: largestFile, else: "a planar NM image")
    }

    /// What a file begins with, which tells patient, study and kind of object: the groups up to 0020, whatever may be
    /// wrong with what follows, such as pixels that are cut off or coded as no other file.
    ///
    /// Throws where even that is damaged.
    init(headerOf url: URL) throws(DICOMError) {
        if let begin = url.beginning(Self.usualHeader), let header = try? Self(header: begin, of: url) {
            self = header
        } else {
            self = try Self(header: Self.contents(of: url), of: url)
        }
    }

    private init(header bytes: [UInt8], of url: URL) throws(DICOMError) {
        let meta = try FileMeta(url, bytes)
        if meta.transferSyntax == .deflated { try meta.checkTransferSyntax(of: url) }
        // Only these are not coded as explicit little endian before the pixels (PS3.5 A.4).
        let isOther = [.implicitLittleEndian, .explicitBigEndian].contains(meta.transferSyntax)
        transferSyntax = isOther ? meta.transferSyntax : .explicitLittleEndian
        let end = try DataSetStructure(url: url, transferSyntax: transferSyntax)
            .end(ofGroupsUpTo: 0x0020, in: bytes, from: meta.end)
        self.url = url
        self.bytes = Array(bytes[..<end])
        dataSetOffset = meta.end
    }

    /// Headers rarely take more.
    private static let usualHeader = 64 << 10

    /// Whether a file begins like DICOM. Unreadable files do not.
    static func isDICOM(_ url: URL) -> Bool {
        isDICOM(url.beginning(132) ?? [])
    }

    private static func isDICOM(_ bytes: [UInt8]) -> Bool {
        bytes.count >= 132 && bytes[128..<132].elementsEqual("DICM".utf8)
    }
}

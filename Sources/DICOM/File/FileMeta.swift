import Foundation

/// The file meta information: group 0002, explicit little endian, after preamble and “DICM” (PS3.10 section 7.1).
struct FileMeta {
    let transferSyntax: TransferSyntax
    /// Where the data set begins. Taken from the elements themselves; the group length may lie.
    let end: Int

    init(_ url: URL, _ bytes: [UInt8]) throws(DICOMError) {
        var offset = 132
        var uid: String?
        while let header = Self.header(bytes, at: offset), header.tag >> 16 == 0x0002 {
            let start = offset + header.size
            guard header.length <= bytes.count - start else {
                throw DICOMError(
                    url, "ends inside its file meta information, at \(printed(header.tag)); export it again")
            }
            offset = start + Int(header.length)
            if header.tag == 0x0002_0010 {
                uid = String(decoding: bytes[start..<offset], as: UTF8.self).trimmed
            }
        }
        guard let uid else {
            throw DICOMError(url, "names no Transfer Syntax UID (0002,0010); export it again")
        }
        transferSyntax = TransferSyntax(rawValue: uid)
        end = offset
    }

    /// Throws where the data set is coded in a way that is not read.
    func checkTransferSyntax(of url: URL) throws(DICOMError) {
        let uid = transferSyntax.rawValue
        let remedy = "recode it with “dcmconv +te” or “dcmdjpeg” (DCMTK)"
        if transferSyntax == .deflated {
            throw DICOMError(
                url, "is deflated (Transfer Syntax \(uid)), which can hide any amount of data; \(remedy)")
        }
        guard transferSyntax.isSupported else {
            throw DICOMError(
                url, "is coded in Transfer Syntax “\(uid.prefix(64))”, which is not read; \(remedy)")
        }
    }

    private static func header(_ bytes: [UInt8], at offset: Int) -> ElementHeader? {
        bytes.withUnsafeBytes { raw in
            ElementHeader(
                ByteReader(bytes: raw, isBigEndian: false), at: offset, before: raw.count, coding: .explicit)
        }
    }
}

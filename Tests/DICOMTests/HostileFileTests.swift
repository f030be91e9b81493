import DICOM
import Foundation
import Scintigraphy
import TestSupport
import Testing

/// Files that are missing, broken or made to do harm: each gets one sentence.
@Suite struct HostileFileTests {
    /// A Part 10 file of `elements` after the file meta information.
    static func file(_ elements: [UInt8], transferSyntax: String = "1.2.840.10008.1.2.1") -> Data {
        var uid = Array(transferSyntax.utf8)
        if uid.count % 2 == 1 { uid.append(0) }
        let meta: [UInt8] = [2, 0, 0x10, 0, 0x55, 0x49, UInt8(uid.count), 0] + uid
        return Data(count: 128) + Data("DICM".utf8) + Data(meta) + Data(elements)
    }

    /// A sequence in an item in a sequence ..., each of undefined length.
    static func nested(_ depth: Int) -> [UInt8] {
        let open: [UInt8] =
            [8, 0, 0x40, 0x11, 0x53, 0x51, 0, 0, 255, 255, 255, 255, 0xFE, 0xFF, 0, 0xE0, 255, 255, 255, 255]
        let close: [UInt8] = [0xFE, 0xFF, 0x0D, 0xE0, 0, 0, 0, 0, 0xFE, 0xFF, 0xDD, 0xE0, 0, 0, 0, 0]
        return Array([open, close].flatMap { repeatElement($0, count: depth) }.joined())
    }

    /// The same in implicit coding with defined lengths, where nothing but the item tags shows a sequence.
    static func nestedImplicitly(_ depth: Int) -> [UInt8] {
        func bytes(_ length: Int) -> [UInt8] { withUnsafeBytes(of: UInt32(length).littleEndian, Array.init) }
        var elements: [UInt8] = []
        for level in 0..<depth {
            let inside = 16 * (depth - level - 1)  // a sequence's header and its item's take 16 bytes
            elements += [8, 0, 0x40, 0x11] + bytes(inside + 8)
            elements += [0xFE, 0xFF, 0, 0xE0] + bytes(inside)
        }
        return elements
    }

    /// NM1's bytes with the value of a short explicit element replaced.
    static func nm1(replacing tag: [UInt8], by value: [UInt8]) throws -> Data {
        var data = try Data(contentsOf: TestSupport.nm1)
        let found = try #require(data.range(of: Data(tag)))
        data.replaceSubrange(found.upperBound + 4..<found.upperBound + 4 + value.count, with: value)
        return data
    }

    struct Case: CustomTestStringConvertible, Sendable {
        let name: String
        let sentence: String
        let data: @Sendable () throws -> Data
        var testDescription: String { name }
        init(_ name: String, _ sentence: String, _ data: @escaping @Sendable () throws -> Data) {
            (self.name, self.sentence, self.data) = (name, sentence, data)
        }
    }

    static let cases = [
        Case("empty file", "is empty") { Data() },
        Case("text file", "is not a DICOM file") { Data("patient,label\n".utf8) + Data(count: 400) },
        Case("no transfer syntax", "Transfer Syntax UID (0002,0010)") {
            Data(count: 128) + Data("DICM".utf8)
        },
        Case("unknown transfer syntax", "“1.2.3.4”") { file([], transferSyntax: "1.2.3.4") },
        Case("deflate bomb", "is deflated") {
            file([UInt8](repeating: 0, count: 1000), transferSyntax: "1.2.840.10008.1.2.1.99")
        },
        Case("10,000 nested sequences", "deeper than 64, at (0008,1140)") { file(nested(10_000)) },
        Case("100,000 sequences nested in pixel data of unknown kind", "deeper than 64") {
            // As UN, of no length: DCMTK reads an implicit sequence where the syntax would have fragments.
            let pixels: [UInt8] = [0xE0, 0x7F, 0x10, 0, 0x55, 0x4E, 0, 0, 255, 255, 255, 255]
            let item: [UInt8] = [0xFE, 0xFF, 0, 0xE0]
            let inside = nestedImplicitly(10_000)
            let length = withUnsafeBytes(of: UInt32(inside.count).littleEndian, Array.init)
            return file(
                pixels + item + length + inside + [0xFE, 0xFF, 0xDD, 0xE0, 0, 0, 0, 0],
                transferSyntax: "1.2.840.10008.1.2.5")
        },
        Case("65 nested sequences", "deeper than 64") { file(nested(65)) },
        Case("64 nested sequences", "Modality (0008,0060) is absent") { file(nested(64)) },
        Case("10,000 sequences nested implicitly", "deeper than 64") {
            file(nestedImplicitly(10_000), transferSyntax: "1.2.840.10008.1.2")
        },
        Case("a million empty elements", "more than 100000 elements") {
            file(Array(repeatElement([0x10, 0, 0x20, 0, 0x4C, 0x4F, 0, 0], count: 1_000_000).joined()))
        },
        Case("element beyond the file", "ends inside (0010,0010), which announces 60000 bytes") {
            file([0x10, 0, 0x10, 0, 0x50, 0x4E, 0x60, 0xEA, 65, 66])
        },
        Case("unclosed sequence", "ends inside (0008,1140)") { file(Array(nested(1).prefix(20))) },
        Case("undefined length of text", "gives (0008,1030) no length") {
            file([8, 0, 0x30, 0x10, 0x55, 0x54, 0, 0, 255, 255, 255, 255])
        },
        Case("value representation that does not exist", "no valid element at byte") {
            file([8, 0, 0x60, 0, 0x51, 0x51, 2, 0, 78, 77])
        },
        Case("truncated pixel data", "ends inside") {
            try Data(contentsOf: TestSupport.nm1).dropLast(50_000)
        },
        Case("pixel data of two bytes", "pixels that cannot be decoded") {
            var data = try Data(contentsOf: scan("view-assumed"))
            let header = try #require(data.range(of: Data([0xE0, 0x7F, 0x10, 0, 0x4F, 0x57, 0, 0])))
            data.replaceSubrange(header.upperBound..., with: [2, 0, 0, 0, 1, 0])
            return data
        },
        Case("65,535 x 65,535 pixels", "frames of 65535 × 65535 pixels") {
            try nm1(replacing: [0x28, 0, 0x11, 0], by: [255, 255])
                .replacing(
                    [0x28, 0, 0x10, 0, 0x55, 0x53, 2, 0, 0, 4],
                    with: [0x28, 0, 0x10, 0, 0x55, 0x53, 2, 0, 255, 255])
        },
        Case("2 milliard x 2 milliard pixels", "frames of 2147483647 × 2147483647 pixels") {
            let many: [UInt8] = [0x49, 0x53, 10, 0] + Array("2147483647".utf8)
            return try Data(contentsOf: scan("view-assumed"))
                .replacing([0x28, 0, 0x10, 0, 0x55, 0x53, 2, 0, 64, 0], with: [0x28, 0, 0x10, 0] + many)
                .replacing([0x28, 0, 0x11, 0, 0x55, 0x53, 2, 0, 16, 0], with: [0x28, 0, 0x11, 0] + many)
        },
        Case("no rows", "holds no frames") { try nm1(replacing: [0x28, 0, 0x10, 0], by: [0, 0]) },
        Case("no frames", "holds no frames") { try nm1(replacing: [0x28, 0, 8, 0], by: Array("0 ".utf8)) },
        Case("other geometry than the JPEG's", "cannot be decoded") {
            try nm1(replacing: [0x28, 0, 0x10, 0], by: [0, 16])
        },
        Case("absurd scale", "scaled beyond reason") {
            try Data(contentsOf: scan("rescaled-to-counts"))
                .replacing(Array("0.25".utf8), with: Array("1e99".utf8))
        },
        Case("12 bits allocated", "(0028,0100)") { try nm1(replacing: [0x28, 0, 0, 1], by: [12, 0]) },
    ]

    @Test(arguments: cases)
    func isRefusedInOneSentence(_ hostile: Case) throws {
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "hostile.dcm")
            try hostile.data().write(to: file)
            let error = try #require(throws: DICOMError.self) { _ = try BoneScan(dicom: [file]) }
            #expect(error.description.contains(hostile.sentence), "\(error)")
            #expect(error.description.contains("hostile.dcm: "))
            #expect(!error.description.contains("\n"))
        }
    }

    @Test func isRefusedWithoutBeingRead() throws {
        try withTemporaryFolder { folder in
            func sentence(_ url: URL) throws -> String {
                try #require(throws: DICOMError.self) { _ = try BoneScan(dicom: [url]) }.description
            }
            #expect(
                try sentence(folder.appending(path: "missing.dcm")).hasSuffix(
                    "does not exist; check the path"))
            #expect(try sentence(URL(filePath: "/dev/zero")).contains("is not a regular file"))

            let large = folder.appending(path: "large.dcm")
            #expect(FileManager.default.createFile(atPath: large.path, contents: nil))
            try FileHandle(forWritingTo: large).truncate(atOffset: 300 << 20)
            #expect(try sentence(large).contains("has 300 MB"))
        }
        #expect(throws: DICOMError.self) { try BoneScan(dicom: []) }
    }
}

extension Data {
    /// The first occurrence of `bytes` replaced.
    func replacing(_ bytes: [UInt8], with others: [UInt8]) throws -> Data {
        var copy = self
        copy.replaceSubrange(try #require(range(of: Data(bytes))), with: others)
        return copy
    }
}

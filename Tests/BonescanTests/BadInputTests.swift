import Foundation
import TestSupport
import Testing
import Torch

/// What is wrong with a file is said in one sentence that names it; the program ends with 1 and writes nothing.
@Suite struct BadInputTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let command: [String]
        let sentence: String
        let content: @Sendable (URL) throws -> Void

        /// `content` fills the place that stands as `bad` in the command.
        init(
            _ name: String, _ command: String, says sentence: String,
            _ content: @escaping @Sendable (URL) throws -> Void
        ) {
            testDescription = name
            self.command = command.split(separator: " ").map(String.init)
            self.sentence = sentence
            self.content = content
        }
    }

    static let cases = [
        Case("missing", "read bad --out result", says: "does not exist") { _ in },
        Case("empty", "read bad --out result", says: "is empty") { try Data().write(to: $0) },
        Case("text", "info bad", says: "is not a DICOM file") { try Data("hello".utf8).write(to: $0) },
        Case("CT image", "render bad --out result.png", says: "is CT") { try copy("ct", to: $0) },
        Case("truncated", "thin bad --fraction 0.5 --out result.dcm", says: "ends inside") {
            try Data(contentsOf: nm1).dropLast(50_000).write(to: $0)
        },
        Case("10,000 nested sequences", "info bad", says: "deeper than 64") {
            let open = Data([8, 0, 0x40, 0x11, 0x53, 0x51, 0, 0, 255, 255, 255, 255])
            let item = Data([0xFE, 0xFF, 0, 0xE0, 255, 255, 255, 255])
            try
                (partTen("1.2.840.10008.1.2.1\0")
                + (0..<10_000).reduce(Data()) { data, _ in data + open + item })
                .write(to: $0)
        },
        Case("deflated", "info bad", says: "is deflated") {
            try (partTen("1.2.840.10008.1.2.1.99") + Data(count: 1000)).write(to: $0)
        },
        Case("beyond reason", "info bad", says: "frames of 1024 × 65535 pixels") {
            var data = try Data(contentsOf: nm1)
            let columns = try #require(data.range(of: Data([0x28, 0, 0x11, 0, 0x55, 0x53, 2, 0])))
            data.replaceSubrange(columns.upperBound..<columns.upperBound + 2, with: [255, 255])
            try data.write(to: $0)
        },
        Case(
            "without spacing", "denoise bad --method gaussian --out result.dcm", says: "no pixel spacing"
        ) { try copy("no-spacing", to: $0) },
        Case("two patients", "read bad/a.dcm bad/b.dcm --out result", says: "another patient") { folder in
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try copy("anterior", to: folder.appending(path: "a.dcm"))
            try copy("posterior-other-patient", to: folder.appending(path: "b.dcm"))
        },
        Case("an image twice", "read bad/a.dcm bad/b.dcm --out result", says: "is the same image as a.dcm") {
            try FileManager.default.createDirectory(at: $0, withIntermediateDirectories: true)
            for name in ["a.dcm", "b.dcm"] { try copy("anterior", to: $0.appending(path: name)) }
        },
        Case("two studies of one day", "read bad/a.dcm bad/b.dcm --out result", says: "another study") {
            try FileManager.default.createDirectory(at: $0, withIntermediateDirectories: true)
            try copy("anterior", to: $0.appending(path: "a.dcm"))
            try copy("posterior-other-study", to: $0.appending(path: "b.dcm"))
        },
        Case("a header alone", "read bad --out result", says: "there is no Pixel Data") {
            let data = try Data(contentsOf: nm1)
            let pixels = try #require(data.range(of: Data([0xE0, 0x7F, 0x10, 0]), options: .backwards))
            try data[..<pixels.lowerBound].write(to: $0)
        },
        Case("a place below a file", "read scan.dcm --out bad/report", says: "is a file") {
            try Data("mine".utf8).write(to: $0)
            try copy("anterior", to: $0.deletingLastPathComponent().appending(path: "scan.dcm"))
        },
        Case("a link to nowhere", "read scan.dcm --out bad", says: "is a link to a place that does not exist")
        {
            try FileManager.default.createSymbolicLink(
                at: $0, withDestinationURL: URL(filePath: "/nowhere/at/all"))
            try copy("anterior", to: $0.deletingLastPathComponent().appending(path: "scan.dcm"))
        },
        Case("no models", "read scan.dcm --models bad --out result", says: "holds no models") {
            try FileManager.default.createDirectory(at: $0, withIntermediateDirectories: true)
            try copy("anterior", to: $0.deletingLastPathComponent().appending(path: "scan.dcm"))
        },
        Case("a CT image as the earlier study", "read scan.dcm --prior bad --out result", says: "is CT") {
            try copy("ct", to: $0)
            try copy("anterior", to: $0.deletingLastPathComponent().appending(path: "scan.dcm"))
        },
        Case("8-bit copy", "thin bad --fraction 0.5 --out result.dcm", says: "not for quantification") {
            try copy("cells-little-u1", to: $0)
        },
        Case(
            "weights cut off", "models run ddsrcnn --weights bad --input bad --out result",
            says: "is cut off"
        ) { try Data([100, 0, 0, 0, 0, 0, 0, 0, 0x7B]).write(to: $0) },
        Case(
            "weights of another network", "models run ddsrcnn --weights bad --input bad --out result",
            says: "missing: conv1.weight"
        ) { try FileManager.default.copyItem(at: fixture("keras/ddsrcnn.safetensors"), to: $0) },
        Case(
            "weights that are no numbers", "models import bad --as ddsrcnn --out result",
            says: "conv7.bias holds values that are not numbers"
        ) { try writeIdentityModel(to: $0, changing: ["conv7.bias": .full([128], .nan)]) },
        Case(
            "weights to be imported as another network", "models import bad --as dncnn-17 --out result",
            says: "has the tensors of ddsrcnn, not of dncnn-17: import it --as ddsrcnn"
        ) { try writeIdentityModel(to: $0) },
        Case("truncated weights", "models export ddsrcnn --weights bad --out result", says: "cut off") {
            try writeIdentityModel(to: $0)
            try Data(contentsOf: $0).dropLast(1000).write(to: $0)
        },
        Case(
            "a denoiser that is none", "denoise scan.dcm --method ddsrcnn --model bad --out result",
            says: "is no trained denoiser"
        ) {
            try SafeTensors.write(["x": .ones([1])], to: $0)
            try FileManager.default.copyItem(
                at: nm1, to: $0.deletingLastPathComponent().appending(path: "scan.dcm"))
        },
    ]

    @Test(arguments: cases)
    func isRefused(_ bad: Case) throws {
        try withTemporaryFolder { folder in
            let place = folder.appending(path: "bad")
            try bad.content(place)
            let before = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            let outcome = try bonescan(bad.command, in: folder)
            #expect(outcome.status == 1)
            #expect(outcome.output.isEmpty)
            #expect(outcome.errors.contains(bad.sentence), "\(outcome.errors)")
            #expect(outcome.errors.contains(/\bbad\b|\bb\.dcm/))
            #expect(outcome.errors.split(separator: "\n").count == 1)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == before)
        }
    }

    private static func copy(_ scan: String, to url: URL) throws {
        try FileManager.default.copyItem(at: fixture("pydicom/scans/\(scan).dcm"), to: url)
    }

    /// The beginning of a file in this transfer syntax, whose length is even.
    private static func partTen(_ transferSyntax: String) -> Data {
        Data(count: 128) + Data("DICM".utf8)
            + Data([2, 0, 0x10, 0, 0x55, 0x49, UInt8(transferSyntax.utf8.count), 0])
            + Data(transferSyntax.utf8)
    }
}

import DICOM
import Foundation
import Scintigraphy
import TestSupport
import Testing

/// One scan in every lossless coding is one scan; the hash and the sum are pydicom's.
@Suite struct TransferSyntaxTests {
    struct Coding: CustomTestStringConvertible, Sendable {
        let name: String
        let tool: String
        let options: [String]
        var testDescription: String { name }
    }

    static let dcmtk: [Coding] = [
        Coding(name: "RLE Lossless", tool: "dcmcrle", options: []),
        Coding(name: "JPEG Lossless, First-Order Prediction", tool: "dcmcjpeg", options: ["+e1"]),
        Coding(name: "JPEG Lossless", tool: "dcmcjpeg", options: ["+el"]),
        Coding(name: "JPEG-LS Lossless", tool: "dcmcjpls", options: []),
        Coding(name: "Implicit VR Little Endian", tool: "dcmconv", options: ["+ti"]),
        Coding(name: "Explicit VR Little Endian", tool: "dcmconv", options: ["+te"]),
        Coding(name: "Explicit VR Big Endian", tool: "dcmconv", options: ["+tb"]),
    ]

    @Test(
        .tags(.peer),
        .enabled(if: Peer.has("dcmdjpeg", "dcmcrle", "dcmcjpls"), "DCMTK's tools are not installed"),
        arguments: dcmtk)
    func recodedByDCMTK(_ coding: Coding) throws {
        try withTemporaryFolder { folder in
            let (plain, recoded) = (
                folder.appending(path: "plain.dcm"), folder.appending(path: "recoded.dcm")
            )
            try Peer.run("dcmdjpeg", nm1.path, plain.path)
            try Peer.run(coding.tool, coding.options + [plain.path, recoded.path])
            try expectNM1(recoded, codedAs: coding.name)
        }
    }

    @Test(.tags(.peer), .enabled(if: Peer.hasPydicom, "pydicom is not installed"))
    func recodedByPydicomAsJPEG2000() throws {
        try withTemporaryFolder { folder in
            let recoded = folder.appending(path: "recoded.dcm")
            try Peer.pydicom("jpeg2000.py", nm1, recoded)
            try expectNM1(recoded, codedAs: "JPEG 2000 Lossless")
        }
    }

    private func expectNM1(_ file: URL, codedAs name: String) throws {
        let peer = try #require(PydicomFacts.all["NM1"])
        let read = try DICOMScan([file])
        #expect(read.sources.map(\.transferSyntax.name) == [name])
        #expect(read.sources.map(\.pixelHash) == peer.hashes)
        #expect(read.scan.images.map(\.total) == peer.sums)
        #expect(read.scan.anterior?.meaning == .counts)
    }

    /// The same patient's scan as NEMA's WG-04 compressed it with loss. Its counts changed.
    @Test(arguments: ["JPEG-lossy", "JPEG2000"])
    func lossyCopiesAreMarked(_ name: String) throws {
        let folder = "venv/lib/python3.11/site-packages/pydicom/data/test_files"
        let read = try BoneScan(dicom: [installed("\(folder)/\(name).dcm")])
        guard case .notForQuantification = read.anterior?.meaning else {
            Issue.record("read as \(String(describing: read.anterior?.meaning))")
            return
        }
        #expect(read.total != 3_596_452)
        #expect(
            read.remarks.contains { $0.severity == .warning && $0.text.hasPrefix("Not for quantification") })
        #expect(read.remarks.contains { $0.severity == .warning && $0.text.hasPrefix("Integrity") })
    }
}

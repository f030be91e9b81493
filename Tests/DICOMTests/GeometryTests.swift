import DICOM
import Foundation
import Scintigraphy
import TestSupport
import Testing

/// A header whose rows and columns are not those of its pixels would give a cropped, padded or sheared patient.
@Suite struct GeometryTests {
    @Test(
        .tags(.peer),
        .enabled(if: Peer.has("dcmdjpeg", "dcmcrle", "dcmcjpls"), "DCMTK's tools are not installed"),
        arguments: ["dcmcrle", "dcmcjpeg", "dcmcjpls", "dcmconv"],
        [(4096, 256), (512, 256), (1024, 255), (1023, 256)])
    func headerMustMatchPixels(tool: String, size: (rows: UInt16, columns: UInt16)) throws {
        try withTemporaryFolder { folder in
            let (plain, recoded) = (
                folder.appending(path: "plain.dcm"), folder.appending(path: "recoded.dcm")
            )
            try Peer.run("dcmdjpeg", nm1.path, plain.path)
            try Peer.run(tool, plain.path, recoded.path)
            try Data(contentsOf: recoded)
                .replacing(Self.element(0x10, 1024), with: Self.element(0x10, size.rows))
                .replacing(Self.element(0x11, 256), with: Self.element(0x11, size.columns))
                .write(to: recoded)
            let error = try #require(throws: DICOMError.self) { _ = try BoneScan(dicom: [recoded]) }
            #expect(error.description.contains("cannot be decoded"), "\(error)")
        }
    }

    /// (0028,00xx) US, explicit little endian.
    private static func element(_ number: UInt8, _ value: UInt16) -> [UInt8] {
        [0x28, 0, number, 0, 0x55, 0x53, 2, 0, UInt8(value & 0xFF), UInt8(value >> 8)]
    }
}

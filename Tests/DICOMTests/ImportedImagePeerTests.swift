import DICOM
import Foundation
import Scintigraphy
import TestSupport
import Testing

/// Imported images as others see them.
@Suite(.tags(.peer)) struct ImportedImagePeerTests {
    /// What Fixtures/pydicom/describe_imported.py prints.
    struct Description: Decodable {
        let values: [Float]
        let shape: [Int]
        let sopClass, modality, patient, view, lossy, transferSyntax: String
        let spacing: [Double]
    }

    @Test(
        .enabled(if: Peer.hasPydicom, "pydicom is not installed"),
        arguments: [
            ("counts.png", "Nuclear Medicine Image Storage", "00", "Explicit VR Little Endian"),
            ("display.png", "Secondary Capture Image Storage", "", "Explicit VR Little Endian"),
            ("grey.jpg", "Secondary Capture Image Storage", "01", "JPEG Baseline (Process 1)"),
            ("alike-444.jpg", "Secondary Capture Image Storage", "01", "JPEG Baseline (Process 1)"),
            ("alike-420.jpg", "Secondary Capture Image Storage", "01", "JPEG Baseline (Process 1)"),
        ])
    func pydicomReadsTheSame(name: String, sopClass: String, lossy: String, syntax: String) throws {
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "imported.dcm")
            try ImportedImageTests.image(name).write(to: file)
            let seen = try JSONDecoder().decode(
                Description.self, from: Data(Peer.pydicom("describe_imported.py", file).utf8))
            let read = try #require(try DICOMScan([file]).scan.posterior)
            let worst = zip(seen.values, read.pixels).map { abs($0 - $1) }.max() ?? .infinity
            #expect(worst <= (lossy == "01" ? 1 : 0) && seen.values.count == read.pixels.count)
            #expect(seen.shape == [48, 20])
            #expect(seen.sopClass == sopClass && seen.modality == "NM" && seen.transferSyntax == syntax)
            #expect(seen.patient == "p 7" && seen.view == "Posterior projection" && seen.lossy == lossy)
            #expect(seen.spacing == [2.4, 2.4])
        }
    }

    @Test(
        .enabled(if: Peer.has("dciodvfy"), "dicom3tools is not installed"),
        arguments: [
            "counts.png", "display.png", "grey.jpg", "alike-444.jpg", "alike-420.jpg", "alike-rgb.jpg",
        ])
    func dciodvfyFindsNoErrors(name: String) throws {
        for spacing in [ImportedImageTests.spacing, nil] {
            try withTemporaryFolder { folder in
                let file = folder.appending(path: "imported.dcm")
                try ImportedImageTests.image(name, spacing: spacing).write(to: file)
                let lines = try Peer.run("dciodvfy", file.path).split(separator: "\n").map(String.init)
                let kind = name == "counts.png" ? "NMImage" : "SCImage"
                #expect(lines.contains(kind))
                let remarks = lines.filter { line in
                    line != kind && !Self.expected.contains { line.contains($0) }
                }
                #expect(remarks.isEmpty, "\(remarks)")
            }
        }
    }

    /// What dciodvfy remarks on sound images: facts that a picture does not tell, and the view code of a secondary
    /// capture.
    private static let expected = [
        "would be needed to build DICOMDIR", "this is a Standard Extended SOP Class",
        "Attribute is not present in standard DICOM IOD",
    ]
}

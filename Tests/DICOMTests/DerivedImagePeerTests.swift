import DICOM
import Foundation
import Scintigraphy
import TestSupport
import Testing

/// Derived images as others see them.
@Suite(.tags(.peer)) struct DerivedImagePeerTests {
    /// What Fixtures/pydicom/describe.py prints.
    struct Description: Decodable, Equatable {
        var sums: [Double]
        var realWorldSlope: Double
        var views: [String]
        var imageType: [String]
        var countsAccumulated: Int
        var smallest: Int
        var largest: Int
        var sources: [String]
        var derivation: String
        var `private`: [String]
    }

    @Test(.enabled(if: Peer.hasPydicom, "pydicom is not installed"))
    func pydicomReadsWholeCounts() throws {
        let source = try DICOMScan([nm1])
        let halved = DerivedImageTests.halved(source.scan)
        let description = try described(DerivedImage(halved, from: source, by: DerivedImageTests.thinning))
        let expected = Description(
            sums: [halved.total], realWorldSlope: 1, views: ["Anterior projection"],
            imageType: ["DERIVED", "PRIMARY", "WHOLE BODY", "EMISSION"], countsAccumulated: Int(halved.total),
            smallest: 0, largest: 139, sources: [try #require(source.sources[0].sopInstanceUID)],
            derivation: "Binomial thinning to 50 % of the counts, seed 1. bonescan 0.1.0, research use only. "
                + "Counts Accumulated is the sum of this image's pixels. "
                + "The source was derived itself: JPEG lossless SV1",
            private: [])
        #expect(description == expected)
    }

    @Test(.enabled(if: Peer.hasPydicom, "pydicom is not installed"))
    func pydicomReadsFractionalCounts() throws {
        let source = try DICOMScan([scan("two-frames-unnamed")])
        let smoothed = DerivedImageTests.smoothed(source.scan)
        let description = try described(DerivedImage(smoothed, from: source, by: DerivedImageTests.filtering))
        #expect(description.realWorldSlope == 0.001)
        for (sum, image) in zip(description.sums, smoothed.images) {
            #expect(abs(sum - image.total) < 0.01)  // half a step, and the sum of 1,024 Floats
        }
        #expect(description.countsAccumulated == Int(smoothed.total.rounded()))
        #expect(description.views == ["Anterior projection", "Posterior projection"])
        #expect(description.sources.count == 1)
        #expect(description.derivation.contains("Counts are the stored values times 0.001."))
        #expect(description.derivation.contains("The posterior view was assumed"))
    }

    /// Errors are compared with the source's: what was wrong there may stay wrong.
    @Test(
        .enabled(if: Peer.has("dciodvfy"), "dicom3tools is not installed"),
        arguments: [
            nm1, scan("two-frames"), scan("two-frames-implicit"), scan("four-frames"), scan("view-ge-F"),
        ])
    func dciodvfyFindsNoNewErrors(_ file: URL) throws {
        let source = try DICOMScan([file])
        for (computed, derivation) in [
            (DerivedImageTests.halved(source.scan), DerivedImageTests.thinning),
            (DerivedImageTests.smoothed(source.scan), DerivedImageTests.filtering),
        ] {
            try withTemporaryFolder { folder in
                let derived = folder.appending(path: "derived.dcm")
                try DerivedImage(computed, from: source, by: derivation).write(to: derived)
                let new = try errors(derived).subtracting(errors(file))
                #expect(new.isEmpty, "\(new.sorted())")
            }
        }
    }

    private func described(_ derived: DerivedImage) throws -> Description {
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "derived.dcm")
            try derived.write(to: file)
            return try JSONDecoder().decode(
                Description.self, from: Data(Peer.pydicom("describe.py", file).utf8))
        }
    }

    private func errors(_ file: URL) throws -> Set<String> {
        Set(
            try Peer.run("dciodvfy", file.path).split(separator: "\n").map(String.init).filter {
                $0.hasPrefix("Error")
            })
    }
}

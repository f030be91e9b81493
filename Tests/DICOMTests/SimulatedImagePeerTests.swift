import DICOM
import Foundation
import Scintigraphy
import TestSupport
import Testing

/// Simulated images as others see them.
@Suite(.tags(.peer)) struct SimulatedImagePeerTests {
    /// What Fixtures/pydicom/describe_simulated.py prints.
    struct Description: Decodable {
        var pixels: [Float]
        var dtype, sopClass, name, sex, manufacturer, comments, date: String
        var age, injection, radionuclide, radiopharmaceutical: String?
        var size, weight, velocity, length, activity: Double?
        var views, imageType: [String]
        var spacing, window: [Double]
        var counts, milliseconds: Int
        var bits: [Int]
    }

    @Test(
        .enabled(if: Peer.hasPydicom, "pydicom is not installed"), arguments: [true, false], ["M", "F", "O"])
    func pydicomReadsTheSame(factsPresent: Bool, sex: String) throws {
        let seeds = factsPresent ? UInt64(11)..<14 : 21..<24
        for seed in seeds {
            let whole = SimulatedImageTests.simulated(seed: seed, factsPresent, sex: sex)
            for image in [whole] + whole.perView { try expectSame(image, kind: "WHOLE BODY") }
        }
    }

    @Test(.enabled(if: Peer.hasPydicom, "pydicom is not installed"))
    func pydicomReadsTheSameOfTheChest() throws {
        let chest = SimulatedImageTests.simulated(seed: 15, true, of: .chest)
        for image in [chest] + chest.perView { try expectSame(image, kind: "STATIC") }
    }

    private func expectSame(_ image: SimulatedImage, kind: String) throws {
        let facts = image.scan.acquisition
        let seen = try described(image)
        #expect(seen.pixels == image.scan.images.flatMap(\.pixels))
        #expect(seen.dtype == "uint16")
        #expect(seen.bits == [16, 16, 15, 0])
        #expect(seen.sopClass == "Nuclear Medicine Image Storage")
        #expect(seen.imageType == ["ORIGINAL", "PRIMARY", kind, "EMISSION"])
        #expect(
            seen.views
                == image.scan.images.map {
                    $0.view == .anterior ? "Anterior projection" : "Posterior projection"
                })
        #expect(seen.name == facts.patientName)
        #expect(seen.name.hasPrefix("SIMULATED"))
        #expect(seen.sex == facts.patientSex)
        #expect(seen.age == facts.patientAge)
        #expect(seen.size == facts.patientSizeMetres)
        #expect(seen.weight == facts.patientWeightKilograms)
        #expect(seen.manufacturer == "bonescan (simulated)")
        #expect(seen.comments.contains("There is no patient"))
        #expect(seen.date == facts.studyDate ?? "")
        let spacing = image.scan.images[0].spacing
        #expect(seen.spacing == (spacing.map { [$0.rowMillimetres, $0.columnMillimetres] } ?? []))
        #expect(seen.counts == Int(image.scan.total))
        #expect(Double(seen.milliseconds) * 1e-3 == facts.durationSeconds)
        #expect(seen.velocity == facts.scanVelocityMillimetresPerSecond)
        #expect(seen.length == facts.scanLengthMillimetres)
        #expect(seen.activity == facts.injectedActivityMegabecquerels)
        #expect(seen.injection == facts.injectionDate.map { $0 + (facts.injectionTime ?? "") })
        #expect(seen.radionuclide == (facts.radionuclide == "Tc-99m" ? "^99m^Technetium" : nil))
        let codes = [
            "Tc-99m MDP": "Technetium Tc^99m^ medronate", "Tc-99m HDP": "Technetium Tc^99m^ oxidronate",
        ]
        #expect(seen.radiopharmaceutical == codes[facts.radiopharmaceutical ?? ""])
        let window = facts.energyWindowKiloelectronvolts
        #expect(seen.window == (window.map { [$0.lowerBound, $0.upperBound] } ?? []))
    }

    @Test(
        .enabled(if: Peer.has("dciodvfy"), "dicom3tools is not installed"), arguments: [true, false],
        ["M", "F", "O"])
    func dciodvfyFindsNoErrors(factsPresent: Bool, sex: String) throws {
        for seed in UInt64(31)..<35 {
            let images = SimulatedImage.Kind.allCases.map {
                SimulatedImageTests.simulated(seed: seed, factsPresent, sex: sex, of: $0)
            }
            for image in images + images.flatMap(\.perView) {
                let remarks = try verdict(on: image).filter { line in
                    !Self.expected.contains(where: line.contains)
                }
                #expect(remarks.isEmpty, "\(remarks)")
            }
        }
        // An image without pixel spacing, too.
        #expect(try !verdict(on: SimulatedImageTests.image()).contains { $0.hasPrefix("Error") })
    }

    /// What dciodvfy remarks on sound images: facts that this one lacks, the date of injection, which this kind of
    /// image has no place for.
    private static let expected = [
        "would be needed to build DICOMDIR", "Radiopharmaceutical Start DateTime",
        "this is a Standard Extended SOP Class",
    ]

    /// Not even a warning, where all is known and nothing is of another day.
    @Test(.enabled(if: Peer.has("dciodvfy"), "dicom3tools is not installed"))
    func dciodvfyIsContent() throws {
        var scan = SimulatedScans.random(seed: 41, factsPresent: true)
        scan.acquisition.injectionDate = nil
        for kind in SimulatedImage.Kind.allCases {
            if kind == .chest {
                scan.acquisition.scanVelocityMillimetresPerSecond = nil
                scan.acquisition.scanLengthMillimetres = nil
            }
            let image = SimulatedImage(scan, of: kind, identity: ["test"], softwareVersion: "0.1.0")
            for file in [image] + image.perView { #expect(try verdict(on: file).isEmpty) }
        }
    }

    /// All that dciodvfy says, but for the kind of image that it sees.
    private func verdict(on image: SimulatedImage) throws -> [String] {
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "simulated.dcm")
            try image.write(to: file)
            let lines = try Peer.run("dciodvfy", file.path).split(separator: "\n").map(String.init)
            #expect(lines.contains("NMImage"))
            return lines.filter { $0 != "NMImage" }
        }
    }

    private func described(_ image: SimulatedImage) throws -> Description {
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "simulated.dcm")
            try image.write(to: file)
            return try JSONDecoder().decode(
                Description.self, from: Data(Peer.pydicom("describe_simulated.py", file).utf8))
        }
    }
}

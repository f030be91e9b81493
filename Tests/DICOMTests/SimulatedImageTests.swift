import DICOM
import Foundation
import Scintigraphy
import TestSupport
import Testing

/// Scans that were never on a camera, written and read again.
@Suite struct SimulatedImageTests {
    static func image(
        pixels: [Float] = [0, 1, 2, 65_535], view: View = .anterior, meaning: PixelMeaning = .counts,
        _ change: (inout Acquisition) -> Void = { _ in }
    ) -> SimulatedImage {
        var facts = Acquisition()
        facts.durationSeconds = 900
        change(&facts)
        let image = CountImage(
            rows: 1, columns: pixels.count, pixels: pixels, view: view, spacing: nil, meaning: meaning)
        return SimulatedImage(
            BoneScan(images: [image], acquisition: facts), identity: ["test"], softwareVersion: "0.1.0")
    }

    static func simulated(
        seed: UInt64, _ present: Bool? = nil, sex: String? = nil, of kind: SimulatedImage.Kind = .wholeBody
    ) -> SimulatedImage {
        SimulatedImage(
            SimulatedScans.random(seed: seed, factsPresent: present, sex: sex, moving: kind == .wholeBody),
            of: kind, identity: ["test", "\(seed)"], softwareVersion: "0.1.0")
    }

    @Test(.tags(.property), arguments: SimulatedImage.Kind.allCases)
    func oneFileComesBack(kind: SimulatedImage.Kind) throws {
        try withTemporaryFolder { folder in
            for seed in UInt64(0)..<60 {
                let image = Self.simulated(seed: seed, of: kind)
                let file = folder.appending(path: "\(seed).dcm")
                try image.write(to: file)
                let back = try BoneScan(dicom: [file])
                #expect(back.images == image.scan.images, "seed \(seed)")
                #expect(back.acquisition == image.scan.acquisition, "seed \(seed)")
            }
        }
    }

    @Test(.tags(.property)) func filePerViewComesBack() throws {
        try withTemporaryFolder { folder in
            for seed in UInt64(100)..<140 {
                let image = Self.simulated(seed: seed)
                let study = folder.appending(path: "\(seed)")
                try FileManager.default.createDirectory(at: study, withIntermediateDirectories: false)
                for (index, view) in image.perView.enumerated() {
                    try view.write(to: study.appending(path: "\(index).dcm"))
                }
                let back = try DICOMScan([study])
                #expect(back.scan.images == image.scan.images, "seed \(seed)")
                #expect(back.scan.acquisition == image.scan.acquisition, "seed \(seed)")
                #expect(Set(back.sources.map(\.sopInstanceUID)).count == image.scan.images.count)
            }
        }
    }

    /// Only what says that it is simulated, and what the pixels say, differs from what was given.
    @Test func factsAreKept() throws {
        let given = SimulatedScans.random(seed: 5, factsPresent: true)
        var expected = given.acquisition
        expected.manufacturer = "bonescan (simulated)"
        expected.countsAccumulated = Int(given.total)
        expected.frames = given.images.count
        let image = SimulatedImage(given, identity: ["test"], softwareVersion: "0.1.0")
        var written = image.scan.acquisition
        #expect(abs((written.durationSeconds ?? 0) - (expected.durationSeconds ?? 0)) <= 0.5e-3)
        #expect(abs((written.scanLengthMillimetres ?? 0) - (expected.scanLengthMillimetres ?? 0)) <= 0.5)
        written.durationSeconds = expected.durationSeconds
        written.scanLengthMillimetres = expected.scanLengthMillimetres
        for number in [
            \Acquisition.patientSizeMetres, \.patientWeightKilograms, \.injectedActivityMegabecquerels,
            \.scanVelocityMillimetresPerSecond,
        ] {
            let (is16, was) = (written[keyPath: number] ?? 0, expected[keyPath: number] ?? 1)
            #expect(abs(is16 - was) <= 1e-12 * was)
            written[keyPath: number] = was
        }
        written.energyWindowKiloelectronvolts = expected.energyWindowKiloelectronvolts
        #expect(written == expected)
    }

    @Test(arguments: [
        (nil, "SIMULATED^Patient"), ("Doe^Jane", "SIMULATED^Doe^Jane"), ("SIMULATED^13", "SIMULATED^13"),
    ])
    func nobodyIsTakenForAPatient(given: String?, written: String) throws {
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "a.dcm")
            try Self.image { $0.patientName = given }.write(to: file)
            let back = try BoneScan(dicom: [file])
            #expect(back.acquisition.patientName == written)
            #expect(back.acquisition.manufacturer == "bonescan (simulated)")
            #expect(
                back.remarks.contains {
                    $0.severity == .note
                        && $0.text.hasPrefix("Simulated for research: there is no patient")
                })
        }
    }

    @Test func sameScanGivesSameBytes() throws {
        try withTemporaryFolder { folder in
            func bytes(_ image: SimulatedImage) throws -> (Data, String?) {
                let file = folder.appending(path: "a.dcm")
                try image.write(to: file, overwriting: true)
                return (try Data(contentsOf: file), try DICOMScan([file]).sources.first?.sopInstanceUID)
            }
            let first = try bytes(Self.image())
            #expect(try bytes(Self.image()) == first)
            #expect(first.1?.wholeMatch(of: /2\.25\.[1-9][0-9]{30,38}/) != nil)
            let others = try [
                Self.image(pixels: [0, 1, 2, 3]), Self.image(view: .posterior),
                Self.image { $0.patientAge = "050Y" },
                SimulatedImage(Self.image().scan, identity: ["test", "2"], softwareVersion: "0.1.0"),
            ].map { try bytes($0).1 }
            #expect(Set(others + [first.1]).count == 5)
        }
    }

    static let refusals: [(SimulatedImage, String)] = [
        (image(pixels: [0, 65_536]), "row 0, column 1 of the anterior view is 65536.0"),
        (image(pixels: [-1]), "is -1.0, and a pixel holds a whole number of counts from 0 to 65535"),
        (image(pixels: [0.5]), "is 0.5"),
        (image(pixels: [.nan]), "is nan"),
        (image(pixels: [.infinity]), "is inf"),
        (image(meaning: .processedCounts), "does not hold counted events"),
        (image { $0.durationSeconds = nil }, "states its duration"),
        (image { $0.durationSeconds = -1 }, "Actual Frame Duration (0018,1242) is -1000"),
        (image { $0.durationSeconds = .nan }, "not finite"),
        (image { $0.patientSex = "X" }, "is “X”, not M, F or O"),
        (image { $0.radionuclide = "F-18" }, "the radionuclide is “F-18”, not Tc-99m"),
        (image { $0.patientAge = "61" }, "Patient's Age (0010,1010) cannot be “61”"),
        (image { $0.studyDate = "20241301" }, "Study Date (0008,0020) cannot be “20241301”"),
        (image { $0.acquisitionTime = "25" }, "cannot be “25”"),
        (image { $0.injectionDate = "yesterday" }, "cannot be “yesterday”"),
        (image { $0.studyDescription = "a\\b" }, "Study Description (0008,1030) cannot be"),
        (image { $0.station = "a name of more than 16" }, "Station Name (0008,1010) cannot be"),
        (
            image { $0.injectedActivityMegabecquerels = 7.4e8 },
            "is 740000000.0, not above 0 and at most 100000"
        ),
    ]

    @Test(arguments: refusals.indices)
    func whatDICOMCannotHoldIsRefused(index: Int) throws {
        let (image, sentence) = Self.refusals[index]
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "a.dcm")
            let write = { () throws(DICOMError) in try image.write(to: file) }
            let error = try #require(throws: DICOMError.self, performing: write)
            #expect(error.description.contains(sentence), "\(error)")
            #expect(error.description.contains("a.dcm"))
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
        }
    }

    @Test func viewsOfDifferentSizeAreRefused() throws {
        let images = [(View.anterior, 2), (.posterior, 3)].map { view, columns in
            CountImage(
                rows: 1, columns: columns, pixels: Array(repeating: 1, count: columns), view: view,
                spacing: nil)
        }
        var facts = Acquisition()
        facts.durationSeconds = 1
        let scan = BoneScan(images: images, acquisition: facts)
        try withTemporaryFolder { folder in
            let image = SimulatedImage(scan, identity: [], softwareVersion: "0")
            let write = { () throws(DICOMError) in try image.write(to: folder.appending(path: "a.dcm")) }
            let error = try #require(throws: DICOMError.self, performing: write)
            #expect(error.description.contains("views differ in matrix or pixel size"))
            for view in image.perView {
                try view.write(to: folder.appending(path: "\(view.scan.images[0].view)"))
            }
        }
    }

    @Test func nothingIsOverwrittenUnasked() throws {
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "a.dcm")
            try Data("mine".utf8).write(to: file)
            #expect(throws: DICOMError.self) { try Self.image().write(to: file) }
            #expect(try Data(contentsOf: file) == Data("mine".utf8))
            try Self.image().write(to: file, overwriting: true)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["a.dcm"])
            #expect(try BoneScan(dicom: [file]).total == 65_538)
        }
    }

    @Test(.enabled(if: SmallDisk.isPossible, "only root may mount a small disk"))
    func aFullDiskLeavesNothing() throws {
        try withTemporaryFolder { folder in
            let disk = try SmallDisk(at: folder, kilobytes: 64)
            defer { disk.unmount() }
            let image = Self.image(pixels: Array(repeating: 1, count: 60_000))
            let write = { () throws(DICOMError) in try image.write(to: folder.appending(path: "a.dcm")) }
            let error = try #require(throws: DICOMError.self, performing: write)
            #expect(error.description.contains("a.dcm: cannot be written"), "\(error)")
            #expect(error.description.contains("check the folder and its free space"))
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
        }
    }
}

import DICOM
import Foundation
import Scintigraphy
import TestSupport
import Testing

/// Frames, windows, views and cells of small files that pydicom wrote and summed up.
@Suite struct LayoutTests {
    @Test(
        .tags(.golden),
        arguments: [
            ("two-frames", [0, 1]), ("two-frames-implicit", [0, 1]), ("two-frames-reversed", [1, 0]),
            ("two-frames-unnamed", [0, 1]), ("four-frames", [2, 3]),
            ("four-frames-no-detectors", [2, 3]), ("two-frames-zero-based", [0, 1]),
        ])
    func viewsAreTheRightFrames(name: String, frames: [Int]) throws {
        let peer = try #require(PydicomFacts.all[name])
        let read = try DICOMScan([scan(name)])
        #expect(read.sources.map(\.view) == [.anterior, .posterior])
        #expect(read.sources.map(\.frame) == frames.map { $0 + 1 })
        #expect(read.sources.map(\.pixelHash) == frames.map { peer.hashes?[$0] })
        #expect(read.scan.images.map(\.total) == frames.compactMap { peer.sums?[$0] })
    }

    @Test(.tags(.golden), arguments: PydicomFacts.names("view-").filter { $0 != "view-lateral" })
    func viewByEachRule(_ name: String) throws {
        let source = try #require(try DICOMScan([scan(name)]).sources.first)
        #expect(source.view.rawValue == PydicomFacts.all[name]?.view)
        #expect(source.isViewAssumed == ["view-assumed", "view-both"].contains(name))
    }

    @Test(.tags(.golden), arguments: PydicomFacts.names("cells-"))
    func cellsOfEveryKind(_ name: String) throws {
        let peer = try #require(PydicomFacts.all[name])
        let read = try DICOMScan([scan(name)])
        #expect(read.scan.images.map(\.total) == peer.sums)
        if let hashes = peer.hashes { #expect(read.sources.map(\.pixelHash) == hashes) }
        let image = try #require(read.scan.images.first)
        #expect((image.pixels.contains { $0 < 0 }) == name.contains("-i"))
    }

    @Test func acquisitionIsComplete() throws {
        let acquisition = try BoneScan(dicom: [scan("four-frames")]).acquisition
        var expected = Acquisition()
        expected.patientID = "P1"
        expected.patientName = "Müller^Jörg"
        expected.patientSex = "M"
        expected.patientAge = "061Y"
        expected.studyDate = "20250102"
        expected.studyDescription = "Bone"
        expected.manufacturer = "Maker"
        expected.model = "Camera"
        expected.station = "NM1"
        expected.collimator = "LEHR"
        expected.radionuclide = "Tc-99m"
        expected.radiopharmaceutical = "HDP"
        expected.injectedActivityMegabecquerels = 612.5
        expected.injectionTime = "101000"
        expected.acquisitionDate = "20250102"
        expected.acquisitionTime = "133000"
        expected.frames = 4
        expected.energyWindowKiloelectronvolts = 126...154
        expected.durationSeconds = 1200
        expected.scanVelocityMillimetresPerSecond = 2.5
        expected.scanLengthMillimetres = 1950
        expected.countsAccumulated = Int(try #require(PydicomFacts.all["four-frames"]?.sums).reduce(0, +))
        #expect(acquisition == expected)
    }

    /// Injected on the day before; the camera does not know its counts.
    @Test func datesAreReadAndUnknownCountsAreNone() throws {
        let read = try BoneScan(dicom: [scan("dated")])
        #expect(read.acquisition.injectionDate == "20250101")
        #expect(read.acquisition.injectionTime == "1030")
        #expect(read.acquisition.acquisitionDate == "20250102")
        #expect(read.acquisition.countsAccumulated == nil)
        #expect(!read.remarks.contains { $0.text.contains("Integrity") })
    }

    @Test(arguments: [
        ("reason", "Prostate cancer, bone pain"), ("request", "Prostate cancer, bone pain"),
        ("procedure", "NM bone whole body (requested procedure)"),
        ("diagnosis", "Breast cancer; Back pain (admitting diagnosis)"),
    ])
    func indication(from source: String, is text: String) throws {
        #expect(try BoneScan(dicom: [scan("indication-\(source)")]).acquisition.indication == text)
    }

    /// A velocity of 1e308 mm/s, a dose of 1e300 MBq, a window up to 1e9 keV.
    @Test func whatCannotBeIsNotStated() throws {
        let acquisition = try BoneScan(dicom: [scan("implausible")]).acquisition
        #expect(acquisition.scanVelocityMillimetresPerSecond == nil)
        #expect(acquisition.injectedActivityMegabecquerels == nil)
        #expect(acquisition.energyWindowKiloelectronvolts == nil)
        #expect(acquisition.durationSeconds == 1200)
    }

    @Test func countsOfTwoFilesAreKnownOnlyWhereBothSay() throws {
        let acquisition = try BoneScan(dicom: [scan("dated"), scan("posterior")]).acquisition
        #expect(acquisition.countsAccumulated == nil)
        #expect(acquisition.frames == 2)
    }

    @Test func spacingIsRowsThenColumns() throws {
        let image = try #require(try BoneScan(dicom: [scan("two-frames")]).anterior)
        #expect(image.spacing == PixelSpacing(rowMillimetres: 2.4, columnMillimetres: 2.2))
        #expect((image.rows, image.columns) == (64, 16))
    }

    @Test(arguments: [
        ("no-spacing", "Pixel Spacing (0028,0030) is missing"), ("cells-little-u1", "8-bit copy"),
        ("cells-little-i2", "negative"), ("rescaled-to-something", "rescaled by 0.25"),
        ("rescaled-to-something", "but Counts Accumulated (0018,0070) is 12345"),
        ("view-assumed", "does not say"),
    ])
    func userIsWarned(of name: String, by text: String) throws {
        let remarks = try BoneScan(dicom: [scan(name)]).remarks
        #expect(remarks.contains { $0.severity == .warning && $0.text.contains(text) }, "\(remarks)")
    }

    @Test func rescaledCountsAreCountsOnlyIfTheySumUp() throws {
        let good = try #require(try BoneScan(dicom: [scan("rescaled-to-counts")]).anterior)
        #expect(good.meaning == .processedCounts)
        #expect(good.total == PydicomFacts.all["cells-12-bits"]?.sums?.first)
        let bad = try #require(try BoneScan(dicom: [scan("rescaled-to-something")]).anterior)
        #expect(bad.meaning == .notForQuantification("it was rescaled by 0.25"))
    }
}

import DICOM
import Foundation
import Scintigraphy
import TestSupport
import Testing

@testable import Reading

@Suite struct QualityControlTests {
    private func verdict(_ name: String, _ scan: BoneScan) throws -> Verdict {
        try #require(QualityControl()(scan).first { $0.name.hasPrefix(name) }).verdict
    }

    private func verdict(_ name: String, _ image: CountImage) throws -> Verdict {
        try verdict(name, BoneScan(images: [image], acquisition: Acquisition()))
    }

    /// NM1: 3,596,452 counts as stated, one view, arms at the field's edge, no activity in the header.
    @Test func realScan() throws {
        let study = try DICOMScan([nm1])
        let checks = QualityControl()(study.scan, sources: study.sources)
        let verdicts = Dictionary(uniqueKeysWithValues: checks.map { ($0.name, $0.verdict) })
        #expect(verdicts["Counts, anterior"] == .pass)
        #expect(verdicts["Matrix, anterior"] == .pass)
        #expect(verdicts["Pixel size, anterior"] == .pass)
        #expect(verdicts["Pixel values, anterior"] == .pass)
        #expect(verdicts["Integrity of pixels"] == .pass)
        #expect(verdicts["Saturation, anterior"] == .pass)
        #expect(verdicts["Views"] == .warn)
        #expect(verdicts["Name of the view, anterior"] == .pass, "by GE's name of the data set")
        #expect(verdicts["Injected activity"] == .warn)
        #expect(verdicts["Field of view, anterior"] == .warn)
        #expect(verdicts["Remarks on the file"] == .warn, "it is a secondary capture")
        #expect(checks.verdict == .warn)
        #expect(checks.first { $0.name == "Counts, anterior" }?.value == 3_596_452)
    }

    @Test func completeHeaderPasses() throws {
        for name in [
            "Views", "Radiopharm", "Injected", "Injection", "Energy", "Integrity", "Remarks", "Field",
        ] {
            #expect(try verdict(name, .complete()) == .pass, "\(name)")
        }
    }

    @Test(arguments: [
        ("Radiopharm", Verdict.warn), ("Injected", .warn), ("Injection", .warn), ("Energy", .warn),
        ("Integrity", .warn), ("Views", .warn),
    ])
    func whatIsNotStatedIsAWarning(name: String, expected: Verdict) throws {
        #expect(try verdict(name, bar()) == expected)
    }

    @Test(arguments: [
        (Float(6000), Verdict.pass), (1000, .warn), (5, .fail),
    ])
    func countsAgainstTheGuideline(level: Float, expected: Verdict) throws {
        let image = bar(counts: level)
        #expect(try verdict("Counts", image) == expected, "\(image.total) counts")
    }

    @Test(arguments: [
        (126.0...154.0, Verdict.pass), (133...147, .pass), (100...180, .warn), (70...85, .fail),
    ])
    func energyWindowHoldsTheTechnetiumPeak(window: ClosedRange<Double>, expected: Verdict) throws {
        #expect(try verdict("Energy", .complete { $0.energyWindowKiloelectronvolts = window }) == expected)
    }

    @Test(arguments: [
        (600.0, "061Y", Verdict.pass), (1200, "061Y", .warn), (95, "061Y", .warn), (95, "009Y", .pass),
        (40, "003M", .pass),
    ])
    func activityOfAdultsAndChildren(activity: Double, age: String, expected: Verdict) throws {
        let scan = BoneScan.complete {
            $0.injectedActivityMegabecquerels = activity
            $0.patientAge = age
        }
        #expect(try verdict("Injected", scan) == expected)
    }

    @Test(arguments: [
        ("090000", "120000", Verdict.pass), ("223000", "013000.0", .pass), ("090000", "093000", .warn),
        ("noon", "120000", .warn), ("", "", .warn), ("090000", "996000", .warn), ("-90000", "120000", .warn),
    ])
    func delayFromInjection(injection: String, imaging: String, expected: Verdict) throws {
        let scan = BoneScan.complete {
            $0.injectionTime = injection
            $0.acquisitionTime = imaging
        }
        #expect(try verdict("Injection", scan) == expected)
    }

    /// More counts than the camera counted cannot be; fewer may be frames that were left out.
    @Test(arguments: [(0.0, Verdict.pass), (-0.004, .warn), (0.5, .warn), (-0.1, .fail)])
    func integrity(difference: Double, expected: Verdict) throws {
        let scan = BoneScan.complete {
            $0.countsAccumulated = Int(Double($0.countsAccumulated!) * (1 + difference))
        }
        #expect(try verdict("Integrity", scan) == expected)
    }

    @Test func saturation() throws {
        #expect(try verdict("Saturation", bar()) == .pass)
        let plateau = bar { for i in 500..<540 { $0[i] = 200 } }
        #expect(try verdict("Saturation", plateau) == .warn)
        let fullScale = bar { for i in 500..<502 { $0[i] = 4095 } }
        #expect(try verdict("Saturation", fullScale) == .warn)
    }

    @Test func bodyThatRunsOutOfTheField() throws {
        #expect(try verdict("Field", bar()) == .pass)
        let cut = bar { for i in 5..<11 { for row in 0..<8 { $0[row * 16 + i] = 100 } } }
        #expect(try verdict("Field", cut) == .warn)
    }

    @Test func pixelsThatAreNotCounts() throws {
        #expect(try verdict("Pixel values", bar(meaning: .processedCounts)) == .warn)
        #expect(try verdict("Pixel values", bar(meaning: .notForQuantification("8-bit copy"))) == .fail)
        #expect(try verdict("Pixel size", bar(spacing: nil)) == .fail)
        #expect(
            try verdict(
                "Pixel size", bar(spacing: PixelSpacing(rowMillimetres: 0.2, columnMillimetres: 0.2)))
                == .warn)
    }

    @Test func numbersThatAreNoneDoNotStopIt() {
        let image = bar {
            $0[0] = .nan; $0[1] = .infinity; $0[2] = -.infinity
        }
        #expect(QualityControl()(BoneScan(images: [image], acquisition: Acquisition())).count > 10)
    }
}

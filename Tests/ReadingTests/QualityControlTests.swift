import DICOM
import Foundation
import Scintigraphy
import TestSupport
import Testing

@testable import Reading

@Suite struct QualityControlTests {
    /// By soft tissue alone: thighs at 9 % of the trunk's bones or more are as they should be.
    @Test(arguments: [("Soft tissue", 3.0, true), ("Soft tissue", 90.0, false), ("Bladder", 3.0, false)])
    func aSuperscanIsRecognisedByItsCheck(name: String, value: Double, isOne: Bool) {
        let check = QualityCheck(name, .warn, measured: "", value: value, expected: "", source: "")
        #expect(QualityControl.suspectsSuperscan([check]) == isOne)
    }

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
        #expect(verdicts["Radiopharmaceutical"] == .warn, "the nuclide is stated, the agent is not")
        #expect(verdicts["Name of the view, anterior"] == .pass, "by GE's name of the data set")
        #expect(verdicts["Injected activity"] == .warn)
        #expect(verdicts["Field of view, anterior"] == .warn)
        #expect(verdicts["Remarks on the file"] == .warn, "it is a secondary capture")
        #expect(checks.verdict == .warn)
        #expect(checks.first { $0.name == "Counts, anterior" }?.value == 3_596_452)
    }

    /// A chest of 256 × 256 pixels and a million counts is what it should be; a tenth of that is read with a warning.
    @Test(arguments: [(Float(16), Verdict.pass), (2, .warn), (1, .fail)])
    func spotViewsAreJudgedAsSuch(perPixel: Float, expected: Verdict) throws {
        try withTemporaryFolder { folder in
            let image = CountImage(
                rows: 256, columns: 256, pixels: Array(repeating: perPixel, count: 65_536), view: .anterior,
                spacing: PixelSpacing(rowMillimetres: 2.46, columnMillimetres: 2.46))
            var facts = Acquisition()
            facts.durationSeconds = 300
            let file = folder.appending(path: "chest.dcm")
            try SimulatedImage(
                BoneScan(images: [image], acquisition: facts), of: .chest, identity: ["test"],
                softwareVersion: "0"
            ).write(to: file)
            let study = try DICOMScan([file])
            let checks = QualityControl()(study.scan, sources: study.sources)
            #expect(checks.first { $0.name == "Counts, anterior" }?.verdict == expected)
            #expect(checks.first { $0.name == "Matrix, anterior" }?.verdict == .pass)
            #expect(!checks.contains { $0.name.hasPrefix("Field") })
        }
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
        (140...165, .warn), (129.5...151.5, .pass), (120...140, .fail),
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
        ("09", "1130", .pass), ("0900", "12", .pass), ("090", "12", .warn),
    ])
    func delayFromInjection(injection: String, imaging: String, expected: Verdict) throws {
        let scan = BoneScan.complete {
            $0.injectionTime = injection
            $0.acquisitionTime = imaging
        }
        #expect(try verdict("Injection", scan) == expected)
    }

    private static let days: [(String?, String, Double, Verdict)] = [
        ("20250102", "20250102", 3.0, Verdict.pass), ("20250101", "20250102", 27, .warn),
        ("20250228", "20250301", 27, .warn), ("20250103", "20250102", -21, .warn),
        (nil, "20250102", 3, .pass), ("20250231", "20250302", 3, .pass), ("2025", "20250102", 3, .pass),
    ]

    /// Times alone cannot tell 3 h from 27 h; dates can.
    @Test(arguments: days)
    func delayOverDays(injection: String?, imaging: String, hours: Double, expected: Verdict) throws {
        let scan = BoneScan.complete {
            ($0.injectionDate, $0.acquisitionDate, $0.acquisitionTime) = (injection, imaging, "120000")
        }
        let check = try #require(QualityControl()(scan).first { $0.name == "Injection to imaging" })
        #expect(check.value == hours)
        #expect(check.verdict == expected)
        #expect(check.measured.contains("by the time of day") == !scan.acquisition.areDatesStated)
    }

    private static let tracers: [(String?, String?, Verdict)] = [
        ("Tc-99m", "HDP", Verdict.pass), ("Tc99m", "Tc-99m MDP", .pass),
        ("^99m^Technetium", "medronate", .pass),
        ("99mTc", "Technetium Tc^99m^ oxidronate", .pass), (nil, "99mTc-DPD", .pass),
        (nil, "Tc99mMDP", .pass),
        ("Technetium-99m", "Medronic acid", .pass), ("Tc 99m", "hydroxymethylene diphosphonate", .pass),
        ("99Tcm", "3,3-diphosphono-1,2-propanedicarboxylic acid", .pass), ("TC99M", "TechneScan HMDP", .pass),
        ("F^18^", "FDG", .fail), ("^18^Fluorine", nil, .fail), (nil, "FDG -- fluorodeoxyglucose", .fail),
        ("Tc-99m", "FDG", .fail), ("Tc99m", "Sestamibi", .fail), ("Tc99m", "PYP", .fail),
        ("F-18", "NaF", .fail), ("Re-186", "etidronate", .fail), ("I-131", "MDP", .fail),
        ("Tc-99m", nil, .warn), (nil, "MDP", .warn), ("Tc-99m", "Kit 7", .warn), ("unknown", "HDP", .warn),
        (nil, nil, .warn),
    ]

    @Test(arguments: tracers)
    func onlyABisphosphonateWithTechnetiumPasses(
        nuclide: String?, agent: String?, expected: Verdict
    ) throws {
        let scan = BoneScan.complete {
            ($0.radionuclide, $0.radiopharmaceutical) = (nuclide, agent)
        }
        #expect(try verdict("Radiopharm", scan) == expected)
    }

    /// What the guideline was not read to say is not put into its mouth.
    @Test func sourcesAreThoseOfTheExpectations() {
        let checks = QualityControl()(.complete())
        let quoted = Set(checks.filter { $0.source == "EANM 2016" }.map(\.name))
        #expect(
            quoted == [
                "Views", "Injected activity", "Injection to imaging", "Energy window", "Counts, anterior",
                "Counts, posterior",
            ])
        for check in checks where check.name.hasPrefix("Counts") || check.name == "Energy window" {
            #expect(check.expected.contains("by our own rule"))
        }
    }

    /// Another sum than the camera's cannot be; a smaller one can where frames were left out.
    @Test(arguments: [
        (0.0, 2, Verdict.pass), (-0.004, 2, .warn), (0.004, 2, .warn), (-0.1, 2, .fail), (0.5, 2, .fail),
        (0.5, 4, .warn), (0.5, 0, .warn), (-0.1, 4, .fail), (-1, 2, .warn),
    ])
    func integrity(difference: Double, frames: Int, expected: Verdict) throws {
        let scan = BoneScan.complete {
            $0.countsAccumulated = Int(Double($0.countsAccumulated!) * (1 + difference))
            $0.frames = frames == 0 ? nil : frames
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

    /// Forty counts of the whole scan would otherwise be a body cut off at all four sides.
    @Test func fewCountsDoNotTellTheField() throws {
        let image = bar { for i in $0.indices { $0[i] = i.isMultiple(of: 25) ? 1 : 0 } }
        let scan = BoneScan(images: [image], acquisition: Acquisition())
        let check = try #require(QualityControl()(scan).first { $0.name.hasPrefix("Field") })
        #expect(check.measured == "too few counts to tell" && check.value == nil && check.verdict == .warn)
    }

    @Test func pixelsThatAreNotCounts() throws {
        #expect(try verdict("Pixel values", bar(meaning: .processedCounts)) == .warn)
        #expect(try verdict("Pixel values", bar(meaning: .notForQuantification("8-bit copy"))) == .fail)
        #expect(try verdict("Pixel size", bar(spacing: nil)) == .fail)
        #expect(
            try verdict(
                "Pixel size", bar(spacing: PixelSpacing(rowMillimetres: 0.2, columnMillimetres: 0.2)))
                == .warn)
        #expect(
            try verdict(
                "Pixel size", bar(spacing: PixelSpacing(rowMillimetres: 0.01, columnMillimetres: 100)))
                == .fail)
    }

    @Test func infoMakesTheChecksThatReadMakes() throws {
        let study = try DICOMScan([nm1])
        let facts = ScanFacts(study)
        #expect(facts.quality.checks == QualityControl()(study.scan, sources: study.sources))
        #expect(
            facts.lines.contains { $0.label == "quality" && $0.text.hasPrefix("warn: Views, anterior only;") }
        )
    }

    @Test func numbersThatAreNoneDoNotStopIt() {
        let image = bar {
            $0[0] = .nan; $0[1] = .infinity; $0[2] = -.infinity
        }
        #expect(QualityControl()(BoneScan(images: [image], acquisition: Acquisition())).count > 10)
    }
}

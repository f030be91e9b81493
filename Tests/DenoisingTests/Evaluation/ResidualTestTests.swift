import DICOM
import Foundation
import Scintigraphy
import Statistics
import TestSupport
import Testing

@testable import Denoising

@Suite struct ResidualTestTests {
    let scene = Scene(foci: [(60, 48, 1.5)])

    /// As good as a restoration can be: the truth, on the scale of what it is given.
    func truth(of scene: Scene) -> (CountImage) -> CountImage {
        let mean = scene.mean
        return { mean.scaled(toTotal: $0.total) }
    }

    /// 80 scans at one false alarm in a hundred, for two looks: more than five have a chance of 1 %.
    @Test(.tags(.property)) func falseAlarmsAreRare() throws {
        let methods: [(String, (CountImage) throws -> CountImage)] = [
            ("truth", truth(of: scene)),
            ("none", { $0 }),
            ("Gaussian", { try $0.gaussianFiltered(fwhmMillimetres: 5) }),
        ]
        for (name, method) in methods {
            let alarms = try (0..<80).count { seed in
                let scan = try scene.counts(seed: UInt64(seed))
                return try !ResidualTest()(scan, restoredBy: method, seed: UInt64(seed)).isTrusted
            }
            #expect(alarms <= 5, "\(name)")
        }
    }

    @Test(.tags(.property)) func dispersionIsOneForTheTruth() throws {
        let findings = try (0..<20).map { seed in
            try ResidualTest()(scene.counts(seed: seed), restoredBy: truth(of: scene), seed: seed)
        }
        let inside = findings.count { $0.dispersion.interval.contains(1) }
        #expect(inside >= 16)
        #expect(findings.count { $0.correlationAlong.interval.contains(0) } >= 16)
        let mean = findings.reduce(0) { $0 + $1.dispersion.value } / 20
        #expect(abs(mean - 1) < 0.01)
        let raw = try ResidualTest()(scene.counts(seed: 1), restoredBy: { $0 }, seed: 1)
        #expect(abs(raw.dispersion.value - raw.dispersionOfNoise) < 0.05 && raw.dispersionOfNoise == 1.25)
    }

    @Test func erasedFocusIsNamed() throws {
        let without = truth(of: Scene())
        let findings = try ResidualTest()(scene.counts(seed: 7), restoredBy: without, seed: 7)
        let worst = try #require(findings.discrepancies.first)
        #expect(worst.kind == .missing && abs(worst.row - 60) <= 2 && abs(worst.column - 48) <= 2)
        #expect(findings.sentence.hasPrefix("Do not rely on this restoration: it lacks counts at row "))
    }

    @Test func inventedFocusIsNamed() throws {
        let with = truth(of: Scene(foci: [(60, 48, 1.5), (20, 60, 1.5)]))
        let findings = try ResidualTest()(scene.counts(seed: 7), restoredBy: with, seed: 7)
        let worst = try #require(findings.discrepancies.first)
        #expect(worst.kind == .invented && abs(worst.row - 20) <= 2 && abs(worst.column - 60) <= 2)
        #expect(findings.sentence.contains("shows counts that are not there at row "))
    }

    /// Far too much smoothing takes the edges of the bones away.
    @Test func heavySmoothingIsNotTrusted() throws {
        let scene = Scene(bone: 30)
        let findings = try ResidualTest()(
            scene.counts(seed: 3), restoredBy: { try $0.gaussianFiltered(fwhmMillimetres: 40) }, seed: 3)
        #expect(!findings.isTrusted && findings.correlationAcross.interval.lowerBound > 0)
    }

    /// A real scan at a fifth of its counts: unrestored, its dispersion is that of Poisson noise twice over;
    /// a Gaussian of 8 mm foretells the withheld counts as well as noise allows, one of 16 mm erases foci.
    @Test(.enabled(if: FileManager.default.fileExists(atPath: nm1.path), "needs NM1: make setup"))
    func realScan() throws {
        var generator = SeededGenerator(seed: 5)
        let scan = try #require(try DICOMScan([nm1]).scan.images.first).thinned(
            fraction: 0.2, using: &generator)
        let raw = try ResidualTest()(scan, restoredBy: { $0 }, seed: 1)
        #expect(raw.isTrusted && abs(raw.dispersion.value - 1.25) < 0.02)
        let smooth = try ResidualTest()(
            scan, restoredBy: { try $0.gaussianFiltered(fwhmMillimetres: 8) }, seed: 1)
        #expect(smooth.isTrusted && abs(smooth.dispersion.value - 1) < 0.02)
        let blurred = try ResidualTest()(
            scan, restoredBy: { try $0.gaussianFiltered(fwhmMillimetres: 16) }, seed: 1)
        #expect(!blurred.isTrusted)
    }

    @Test func whatIsRestoredAlreadyIsNotRestoredAgain() throws {
        let (scan, method) = (try scene.counts(seed: 7), truth(of: Scene()))
        var given: [CountImage] = []
        let findings = try ResidualTest()(
            scan, restored: method(scan),
            restoredBy: {
                given.append($0)
                return method($0)
            }, seed: 7)
        #expect(try findings == ResidualTest()(scan, restoredBy: method, seed: 7))
        #expect(given.count == 1 && given[0].total < scan.total)
    }

    @Test func refusesWhatCannotBeCompared() throws {
        let scan = try scene.counts(seed: 1)
        #expect(throws: EvaluationError.self) {
            try ResidualTest()(scan, restoredBy: { $0.scaled(by: .nan) }, seed: 1)
        }
        #expect(throws: ScintigraphyError.self) {
            try ResidualTest()(scene.mean, restoredBy: { $0 }, seed: 1)
        }
        let nowhere = CountImage(rows: 2, columns: 2, pixels: [1, 2, 3, 4], view: .anterior, spacing: nil)
        #expect(throws: EvaluationError.self) { try ResidualTest()(nowhere, restoredBy: { $0 }, seed: 1) }
    }
}

import DICOM
import Denoising
import Figures
import Foundation
import Scintigraphy
import Statistics
import TestSupport
import Testing

@testable import Reading

@Suite struct RestorationTrialTests {
    @Test func sameSeedGivesTheSameFigures() throws {
        let scan = BoneScan.complete()
        let first = try RestorationTrial(seed: 7)(scan)
        #expect(try RestorationTrial(seed: 7)(scan).views == first.views)
        #expect(try RestorationTrial(seed: 8)(scan).views != first.views)
    }

    /// Binomial thinning by p, divided by p, has the mean squared error mean × (1 - p) / p against the full
    /// scan, whatever is in it: 27.27 dB for NM1 with its peak of 171 counts.
    @Test func notRestoredRealScanHasThePSNRThatThinningMustGive() throws {
        let scan = try BoneScan(dicom: [nm1])
        let trial = RestorationTrial(realisations: 2, seed: 3)
        let view = try trial(scan).views[0]
        let error = scan.total / (1024 * 256) * (1 - trial.fraction) / trial.fraction
        let expected = 10 * log10(view.peakCounts * view.peakCounts / error)
        // The intervals of ten thinnings are 0.04 dB wide: one strays by about 0.03 dB.
        #expect(abs(view.methods[0].psnr.value - expected) < 0.1)
        #expect(view.peakCounts == 171)
        for restored in view.methods.dropFirst() {
            #expect(restored.psnr.value > view.methods[0].psnr.value, "\(restored.method)")
            #expect(restored.ssim.value > view.methods[0].ssim.value, "\(restored.method)")
        }
    }

    /// A rival with its best settings: narrower and wider ones are not better for thinnings that had no part in the
    /// choice.
    @Test func theGaussianIsTheBestForTheView() throws {
        let scan = try BoneScan(dicom: [nm1])
        let trial = RestorationTrial(realisations: 2, seed: 3)
        let score = try trial(scan).views[0].methods[1]
        let width = try #require(score.parameters["FWHM"].flatMap { Double($0.dropLast(3)) })
        var generator = SeededGenerator(seed: 99)
        let thinned = try scan.images[0].thinned(fraction: trial.fraction, using: &generator)
        func quality(_ width: Double) throws -> Double {
            let restored = try thinned.gaussianFiltered(fwhmMillimetres: width).scaled(by: 1 / trial.fraction)
            return try psnr(restored, reference: scan.images[0], peak: RestorationTrial.peak)
        }
        let best = try quality(width)
        #expect(try quality(width - 1.5) < best)
        #expect(try quality(width + 1.5) < best)
    }

    @Test func intervalsAreOverTheThinnings() throws {
        let trial = RestorationTrial(seed: 3)
        let views = try trial(.complete()).views
        #expect(views.map(\.view) == [.anterior, .posterior])
        for estimate in views.flatMap(\.methods).flatMap({ [$0.psnr, $0.ssim] }) {
            #expect(estimate.n == 10 && estimate.level == 0.95)
            #expect(estimate.interval.contains(estimate.value))
        }
    }

    @Test func resultsAreOnTheFullScansScale() throws {
        let scan = BoneScan.complete()
        for (full, results) in try RestorationTrial(seed: 1)(scan).pictures {
            #expect(results.count == RestorationMethod.compared(gaussianWidth: 8).count)
            // Kept counts vary by √(N p (1 - p)) / (N p): 0.8 % here.
            for result in results { #expect(abs(result.total / full.total - 1) < 0.04) }
        }
    }

    @Test(arguments: [
        (bar(meaning: .notForQuantification("8-bit copy")), "8-bit copy"),
        (bar(meaning: .processedCounts), "no longer holds detected events"),
        (bar(spacing: nil), "pixel spacing"),
        (bar { for i in $0.indices { $0[i] = 0 } }, "peak"),
        (bar { $0[0] = -1 }, "whole number"),
        (bar { $0[0] = .nan }, "whole number"),
    ])
    func scansThatCannotBeTriedAreRefusedInTheReport(image: CountImage, reason: String) throws {
        let scan = BoneScan(images: [image], acquisition: Acquisition())
        let report = try ScanReader(software: "test").trial(
            of: scan, sources: [], learned: .none, seed: 1, at: newYear)
        #expect(report.restorationTrial == nil)
        let omission = try #require(report.findings.omissions.first { $0.stage == "trial of fewer counts" })
        #expect(omission.reason.contains(reason))
        #expect(report.html().text.contains("Not done: trial of fewer counts."))
        #expect(!report.stages.contains { $0.name == "trial of fewer counts" })
    }
}

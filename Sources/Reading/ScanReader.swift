public import DICOM
import Denoising
import Figures
public import Foundation
public import Scintigraphy

/// Reads one study, from counts to report. Its stages: quality, restoration, pictures.
///
/// It does not classify or segment, and claims no finding.
public struct ScanReader: Sendable {
    /// Name and version of the program, for the evidence.
    public let software: String

    /// For a program of this name and version.
    public init(software: String) { self.software = software }

    /// The report of a scan.
    ///
    /// - Parameters:
    ///   - scan: the views and how they were taken.
    ///   - sources: where the views came from, in their order.
    ///   - learned: the trained network that is tried beside the filters, or why there is none.
    ///   - seed: of the thinnings; the same seed gives the same report, but for the seconds of its stages.
    ///   - date: when the reading is made.
    ///   - clock: what the stages are timed with.
    /// - Throws: one sentence, where a picture cannot be drawn.
    public func read(
        _ scan: BoneScan, sources: [ViewSource], learned: LearnedRestoration, seed: UInt64, at date: Date,
        clock: some Clock<Duration> = ContinuousClock()
    ) throws -> Report {
        let quality = try Self.quality(sources).run(scan, software: software, clock: clock)
        var stages = [quality.evidence]

        let trial = RestorationTrial(seed: seed, learned: learned)
        var outcome: RestorationTrial.Outcome?
        var findings = Findings()
        do {
            let restored = try Self.restoration(trial).run(scan, software: software, clock: clock)
            stages.append(restored.evidence)
            outcome = restored.output
        } catch {
            findings.omissions.append(.init(stage: "restoration", reason: "\(error)"))
        }

        let drawn = try Self.pictures(trial).run((scan, outcome), software: software, clock: clock)
        stages.append(drawn.evidence)

        return Report(
            schema: Report.schema, notice: Report.notice, software: software,
            created: date.formatted(.iso8601), seed: seed, settings: [:], sources: sources,
            acquisition: scan.acquisition, views: scan.images.map(Report.ViewFacts.init),
            remarks: scan.remarks,
            quality: Report.Quality(verdict: quality.output.verdict, checks: quality.output),
            restoration: nil, restorationTrial: outcome.map(trial.restoration), findings: findings,
            stages: stages,
            pictures: drawn.output)
    }
}

extension ScanReader {
    private static func quality(_ sources: [ViewSource]) -> Stage<BoneScan, [QualityCheck]> {
        Stage(name: "quality", method: "checks of header and pixels", parameters: [:]) {
            QualityControl()($0, sources: sources)
        }
    }

    private static func restoration(_ trial: RestorationTrial) -> Stage<BoneScan, RestorationTrial.Outcome> {
        var parameters = [
            "fraction": "\(trial.fraction)", "realisations": "\(trial.realisations)", "seed": "\(trial.seed)",
        ]
        for method in [.filter(.presetDiffusion)] + trial.learned.restorers {
            for (name, value) in method.parameters { parameters["\(method.name), \(name)"] = value }
        }
        parameters["Gaussian filter, FWHM"] = "the best for each view on a further thinning of it"
        return Stage(
            name: "restoration", method: "binomial thinning, then each method against the full scan",
            parameters: parameters
        ) { try trial($0) }
    }

    private static func pictures(
        _ trial: RestorationTrial
    ) -> Stage<(BoneScan, RestorationTrial.Outcome?), ReportPictures> {
        Stage(
            name: "pictures", method: "inverse grey, one window for all",
            parameters: ["upper level": "99.5th percentile of pixels with counts"]
        ) { scan, outcome in
            try ReportPictures(scan, trial: outcome.map { (trial, $0) })
        }
    }
}

extension Report.ViewFacts {
    init(_ image: CountImage) {
        self.init(
            view: image.view, rows: image.rows, columns: image.columns, spacing: image.spacing,
            counts: image.total, maximum: Double(image.pixels.max() ?? 0))
    }
}

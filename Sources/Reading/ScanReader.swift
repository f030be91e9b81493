import Classification
public import DICOM
import Denoising
import Figures
public import Foundation
public import Scintigraphy
import Segmentation

/// Reads one study, from counts to report: segmentation, quality, restoration, classification, hot spots and Bone Scan
/// Index, comparison, pictures.
///
/// A stage that cannot be done is left out, and the findings say why; the others go on. Figures are of the scan as it was
/// acquired: a restored one is shown beside it and asked nothing.
public struct ScanReader: Sendable {
    /// Name and version of the program, for the evidence.
    public let software: String

    /// For a program of this name and version.
    public init(software: String) { self.software = software }

    /// Reads a scan.
    ///
    /// - Parameters:
    ///   - scan: the views and how they were taken.
    ///   - sources: where the views came from, in their order.
    ///   - models: what is asked.
    ///   - settings: the same settings give the same reading, but for the seconds of its stages.
    ///   - prior: an earlier scan of the same patient, and where its views came from.
    ///   - date: when the reading is made.
    ///   - clock: what the stages are timed with.
    /// - Throws: one sentence, where a picture cannot be drawn.
    public func read(
        _ scan: BoneScan, sources: [ViewSource], models: ReadingModels,
        settings: ReadingSettings = ReadingSettings(),
        prior: (scan: BoneScan, sources: [ViewSource])? = nil, at date: Date,
        clock: some Clock<Duration> = ContinuousClock()
    ) throws -> Reading {
        var course = Course(software: software, clock: clock, omissions: models.missing)
        var segmented = course.segmentation(of: scan, by: models.segmenter) ?? []
        let artefacts = HotArtefact.all(in: scan, segmented: segmented)
        let checks = try course.quality(of: scan, sources, segmented, artefacts)
        let doubt = QualityControl.doubt(of: checks, sources)
        if doubt != nil { segmented = [] }

        var findings = Findings()
        let restored = course.restoration(of: scan, checks, by: models.restoration, settings)
        findings.segmentation = segmented.isEmpty ? nil : models.segmenter.map(Findings.ModelEvidence.init)
        findings.artefacts = artefacts
        var hotSpots: HotSpotSet?
        var explanations: [(question: ClassificationTask, explanation: Explanation)] = []
        if let doubt {
            let stages = ["classification", "segmentation", "hot spots", "Bone Scan Index"]
            for stage in stages where !course.omissions.contains(where: { $0.stage == stage }) {
                course.omissions.append(.init(stage: stage, reason: doubt))
            }
        } else {
            (findings.classification, explanations) = course.classification(
                of: scan, by: models.classifiers)
            hotSpots = course.hotSpots(of: scan, segmented, artefacts, models.hotSpots)
            findings.hotSpots = hotSpots?.spots
            findings.wholeScan = course.wholeScan(findings.classification, hotSpots, by: models.wholeScan)
            if let hotSpots {
                findings.index = course.index(of: hotSpots, scan, seed: settings.seed)
            } else {
                course.omissions.append(.init(stage: "Bone Scan Index", reason: "no hot spots could be told"))
            }
        }
        if let prior, doubt == nil {
            findings.comparison = course.comparison(
                of: scan, sources, hotSpots, findings.index, since: prior, models, seed: settings.seed)
        } else if prior != nil {
            course.omissions.append(.init(stage: "comparison", reason: doubt ?? ""))
        }
        let trial = settings.triesFewerCounts ? course.trial(of: scan, models.restoration, settings) : nil
        findings.omissions = course.omissions
        let pictures = try course.pictures {
            try ReportPictures(
                scan, segmented: segmented, findings: findings, restored: restored?.scan,
                explanations: explanations, trial: trial)
        }
        let report = Report(
            schema: Report.schema, notice: Report.notice, software: software,
            created: date.formatted(.iso8601), seed: settings.seed, settings: settings.named,
            sources: sources, acquisition: scan.acquisition,
            views: scan.images.map(Report.ViewFacts.init), remarks: scan.remarks,
            quality: Report.Quality(verdict: checks.verdict, checks: checks),
            restoration: restored?.facts, restorationTrial: trial.map { $0.trial.restoration($0.outcome) },
            findings: findings, stages: course.stages, pictures: pictures)
        return Reading(report: report, segmented: segmented, hotSpots: hotSpots, restored: restored?.scan)
    }
}

extension Report.ViewFacts {
    init(_ image: CountImage) {
        self.init(
            view: image.view, rows: image.rows, columns: image.columns, spacing: image.spacing,
            counts: image.total, maximum: Double(image.pixels.max() ?? 0))
    }
}

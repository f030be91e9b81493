public import Figures
public import Foundation
import Scintigraphy
public import Studies
import Training

/// System A: the count-level study of Ito et al., Phys Med 100:18-25, 2022. Networks and their rivals restore chest
/// views of 500,000 to 100,000 counts, which are compared with the 1,000,000 that they were drawn from.
///
/// Each stage leaves its files in the study's folder, and is not done again where they are there.
public struct DenoisingStudy {
    /// What decides the results.
    public let plan: Plan
    let place: StudyPlace

    /// A study of this plan.
    public init(_ plan: Plan, _ place: StudyPlace) {
        self.plan = plan
        self.place = place
    }

    /// The file of a study's folder that its plan is kept in.
    public static let planFile = "config.yaml"

    /// The plan as that file's bytes.
    public func planData() throws -> Data { try place.data(of: plan) }

    /// Makes what is missing in the folder: the cohort, the networks, the rivals' settings, the scores, and from
    /// these tables.md, results.csv, figures and study.json.
    ///
    /// - Returns: in Markdown, what the article claims beside what is found, PSNR and SSIM; `nil` where the watcher
    ///   wanted the study to stop.
    public func make(in folder: NewFolder, _ watcher: StudyWatcher) throws -> String? {
        do {
            var record = try StudyRecord(self, in: folder)
            let frames = try frames(in: folder, &record, watcher)
            let networks = try networks(frames, in: folder, &record, watcher)
            return try report(frames, networks, in: folder, &record, watcher).summary
        } catch is StudyStopped {
            return nil
        }
    }

    /// All that follows once patients and networks are there.
    func report(
        _ frames: [Frame], _ networks: [StudyMethod], in folder: NewFolder, _ record: inout StudyRecord,
        _ watcher: StudyWatcher
    ) throws -> StudyReport {
        let frames = frames.filter { plan.views.contains($0.reference.view) }
        try check(frames)
        let rivals = try rivals(frames.filter { $0.part == .validation }, in: folder, watcher)
        let methods =
            rivals.map { $0.method(realisations: plan.realisations(of: $0.rival.rawValue)) } + networks
        let test = frames.filter { $0.part == .test }
        var book = ScoreBook(methods: methods.map(\.name), levels: plan.levels)
        try ScoreStage(
            frames: test, levels: plan.levels, peak: plan.peak, seed: plan.seed,
            searched: plan.searchedRealisations,
            workers: place.workers
        ).make(methods, in: folder, &book, watcher)
        try detect(frames, methods, in: folder, &book, watcher)
        record.rivals = rivals.map(\.record)
        let report = StudyReport(
            plan: plan, book: book, frames: test, rivals: rivals, networks: record.networks)
        try report.write(in: folder)
        try figures(report, methods, in: folder, watcher)
        try record.end(at: place.time(), in: folder)
        return report
    }

    /// Throws where there is nobody to choose settings on, or to report of.
    private func check(_ frames: [Frame]) throws(TrainingError) {
        let views = plan.views.map(\.rawValue).joined(separator: " or ")
        for (part, least) in [(Part.validation, 1), (.test, 2)] {
            let patients = Set(frames.filter { $0.part == part }.map(\.patient)).count
            guard patients >= least else {
                throw TrainingError(
                    "\(plan.cohort): \(patients) \(part.rawValue) patients have an \(views) view, \(least) needed; "
                        + "change the views, the patients' numbers, or the split in the cohort's table")
            }
        }
    }

    /// Lesions are added where expected counts are known.
    private func detect(
        _ frames: [Frame], _ methods: [StudyMethod], in folder: NewFolder, _ book: inout ScoreBook,
        _ watcher: StudyWatcher
    ) throws {
        let known = frames.filter { $0.mean != nil }
        let (learning, test) = (known.filter { $0.part == .validation }, known.filter { $0.part == .test })
        guard plan.detectionRealisations > 0, !learning.isEmpty, !test.isEmpty else { return }
        let stage = DetectionStage(
            learning: learning, test: test, task: DetectionTask(contrast: plan.addedContrast),
            realisations: plan.detectionRealisations, seed: plan.seed, workers: place.workers)
        try stage.make(
            methods.map { ($0, $0.name == Rival.none.rawValue ? plan.rawLevels : plan.levels) }, in: folder,
            &book,
            watcher)
    }

    /// The rivals with the settings that the validation patients ask for.
    private func rivals(
        _ validation: [Frame], in folder: NewFolder, _ watcher: StudyWatcher
    ) throws -> [TunedRival] {
        let patients = Array(Set(validation.map(\.patient)).sorted().prefix(plan.tuningPatients))
        let stage = TuningStage(
            frames: validation.filter { patients.contains($0.patient) }, levels: plan.levels, peak: plan.peak,
            seed: plan.seed, workers: place.workers)
        let tuned = plan.rivals.filter { $0.candidates.count > 1 }
        watcher.begin(
            "count levels of rivals", tuned.count * plan.levels.count,
            plan.levels.count * tuned.count { folder.contains(TuningStage.file($0)) })
        return try plan.rivals.map { rival in
            guard tuned.contains(rival) else { return TunedRival(rival, plan.levels) }
            return TunedRival(rival, plan.levels, try stage.make(rival, in: folder, watcher))
        }
    }

    private func figures(
        _ report: StudyReport, _ methods: [StudyMethod], in folder: NewFolder, _ watcher: StudyWatcher
    ) throws {
        for (name, figure) in report.charts { try folder.write(figure.data(as: .png), to: "\(name).png") }
        guard let example = PatientFigures.example(among: report.frames) else { return }
        let pictures = try PatientFigures(
            FrameScorer(example, seed: plan.seed, peak: plan.peak), levels: plan.levels, names: report.names,
            methods: methods, workers: place.workers, watcher)
        try folder.write(pictures.montage().data(as: .png, scale: 2), to: "montage.png")
        let level = plan.levels.sorted().dropFirst().first ?? plan.levels[0]
        let shown = [Rival.none.rawValue, Rival.gaussian.rawValue, plan.main]
        if let profile = LesionProfile(pictures)?.chart(shown, at: level, notes: report.notes) {
            try folder.write(profile.data(as: .png), to: "profile.png")
        }
    }
}

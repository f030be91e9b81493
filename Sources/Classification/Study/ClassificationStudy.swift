public import Figures
public import Foundation
public import Scintigraphy
public import Studies
import Training

/// System B: the study of Hajianfar et al., Z Med Phys 2024;34:242-257. Fifty models of one view or both are trained to
/// tell abnormal from normal scans, and malignant from benign findings, and are compared with each other and with
/// readers, on scans as they should be and on difficult ones.
///
/// Each model's result stays in the study's folder, and is not made again where it is there.
public struct ClassificationStudy {
    /// What decides the results.
    public let plan: Plan
    let place: StudyPlace
    let faults: @Sendable (BoneScan) -> [String]

    /// A study of this plan, made there; `faults` says what quality control would set a scan aside for.
    public init(_ plan: Plan, _ place: StudyPlace, faults: @escaping @Sendable (BoneScan) -> [String]) {
        self.plan = plan
        self.place = place
        self.faults = faults
    }

    /// The file of a study's folder that its plan is kept in.
    public static let planFile = "config.yaml"

    /// The plan as that file's bytes.
    public func planData() throws -> Data { try place.data(of: plan) }

    /// Throws, before anything is made, where recipe, readers or cohort are missing or wrong.
    public func checkSources() throws {
        let base = try recipe
        for task in plan.tasks {
            for model in plan.models { try member(model, task, seed: 1, fold: folds[0], base).check() }
        }
        let least = plan.models.map(\.backbone.smallestSide).max() ?? 0
        guard base.input.rows >= least else {
            throw ClassificationError(
                "\(place.url(plan.recipe).path): input has \(base.input.rows) rows, but a model of this plan takes \(least) "
                    + "at least; give more rows")
        }
        for file in plan.readers.all { _ = try Reader.readers(in: place.url(file.value)) }
        if plan.cohort != Plan.simulated { _ = try CohortFolder(place.url(plan.cohort)) }
    }

    /// Makes what is missing in the folder: the cohort, the models with their scores, and from these tables.md,
    /// scores as CSV, figures and study.json.
    ///
    /// - Returns: in Markdown, the article's table beside ours; `nil` where the watcher wanted the study to stop.
    public func make(in folder: NewFolder, _ watcher: StudyWatcher) throws -> String? {
        do {
            let patients = try patients(in: folder, watcher)
            for file in plan.readers.all {
                let url = place.url(file.value)
                try Reader.check(Reader.readers(in: url), of: url, in: patients.cohort)
            }
            var record = try StudyRecord(self, patients, in: folder)
            let difficult = try difficultScans(in: folder, watcher)
            let base = try recipe
            let results = try plan.tasks.map { task in
                var results: [ModelResult] = []
                var explanations: [String: ModelExplanation] = [:]
                for (number, model) in plan.models.enumerated() {
                    let result = try result(
                        model, task, patients, difficult, base, in: folder, watcher,
                        title:
                            "\(task.rawValue), model \(number + 1) of \(plan.models.count): \(model.rawValue)"
                    )
                    explanations[model.rawValue] = try explanation(of: result, patients, in: folder, watcher)
                    if !plan.keepsWeights { try removeWeights(of: model, task, in: folder) }
                    results.append(result)
                }
                return try TaskResults(
                    task, results, readers: readers(task, results[0]), explanations: explanations)
            }
            let report = StudyReport(
                plan: plan, results: results, patients: patients, software: place.software)
            try report.write(in: folder)
            try record.end(at: place.time(), results, in: folder)
            return report.summary
        } catch is StudyStopped {
            return nil
        }
    }

    /// The readers of a question: those of the plan's file, or simulated ones.
    private func readers(_ task: ClassificationTask, _ result: ModelResult) throws -> [Reader] {
        if let file = plan.readers[task.rawValue] { return try Reader.readers(in: place.url(file)) }
        let answers = (result.cases[ModelResult.test] ?? []).map { ($0.patient, $0.answer) }
        return (plan.simulatedReaders[task.rawValue] ?? []).enumerated().map { index, skill in
            Reader.simulated(
                "reader \(index + 1), simulated", skill: skill, answers: answers,
                seed: plan.seed &+ UInt64(1000 * (index + 1)))
        }
    }
}

public import Figures
public import Foundation
import Statistics
public import Studies
import Training

/// System C: the study of Ulitin et al., Eng. Proc. 2023;33:5, with numbers. STEGO and what came after it learn without
/// labels on one frozen backbone that is shown three palettes and counts; they are held against a network that learns
/// from labels, and against what tells foci without learning.
///
/// Each model's result stays in the study's folder, and is not made again where it is there.
public struct SegmentationStudy {
    /// What decides the results.
    public let plan: Plan
    let place: StudyPlace

    /// A study of this plan, made there.
    public init(_ plan: Plan, _ place: StudyPlace) {
        self.plan = plan
        self.place = place
    }

    /// The file of a study's folder that its plan is kept in.
    public static let planFile = "config.yaml"

    /// The plan as that file's bytes.
    public func planData() throws -> Data { try place.data(of: plan) }

    /// Throws, before anything is made, where recipes, backbone or cohort are missing or wrong.
    public func checkSources() throws {
        for method in plan.methods {
            for input in plan.inputs {
                _ = try FrozenBackbone(file: place.url(plan.backbone), channels: input.channels)
                    .checked(recipe(method))
            }
        }
        for file in plan.trained { _ = try viewSegmenter(file: place.url(file)) }
        let names = Dictionary(grouping: models, by: \.fileName)
        if let same = models.first(where: { (names[$0.fileName] ?? []).count > 1 }) {
            throw SegmentationError(
                "trained names a file that would be called \(same.fileName), as another model is; put it into a folder of "
                    + "another name")
        }
        let (matrix, other) = (try recipe(.stego).matrix, try unetRecipe.matrix)
        guard plan.unet.isEmpty || matrix == other else {
            throw SegmentationError(
                "\(place.url(plan.unet).path): matrix is \(other.rows) × \(other.columns), but segmenters see "
                    + "\(matrix.rows) × \(matrix.columns); give both the same")
        }
        if plan.cohort != Plan.simulated { _ = try CohortFolder(place.url(plan.cohort)) }
    }

    /// Makes what is missing in the folder: the cohorts, the models with what they made of the patients, and from these
    /// tables.md, figures and study.json.
    ///
    /// - Returns: the tables in Markdown; `nil` where the watcher wanted the study to stop.
    public func make(in folder: NewFolder, _ watcher: StudyWatcher) throws -> String? {
        do {
            let cohort = try cohort(in: folder, watcher)
            let sets = try testSets(cohort, in: folder, watcher)
            let views = try studyViews(cohort, watcher)
            try check(sets, views, watcher)
            var record = try SegmentationStudyRecord(self, views, sets, in: folder)
            let judged = try models.enumerated().map { number, model in
                let results = try seeds(of: model).map { seed in
                    try result(
                        model, seed: seed, views, sets, in: folder, watcher,
                        title: "model \(number + 1) of \(models.count): \(model.name), seed \(seed)")
                }
                return JudgedSegmenter(
                    model: model, results: results,
                    bootstrap: plan.replicates > 0 ? Bootstrap(replicates: plan.replicates) : nil,
                    seed: plan.seed)
            }
            let report = SegmentationReport(plan: plan, models: judged, sets: sets)
            try report.write(in: folder)
            try record.end(at: place.time(), judged, in: folder)
            return report.markdown
        } catch is StudyStopped {
            return nil
        }
    }

    /// What is compared, in the order of the tables.
    var models: [StudyModel] {
        plan.methods.flatMap { method in plan.inputs.map { .segmenter($0, method) } }
            + (plan.unet.isEmpty ? [] : [.unet]) + plan.trained.map { .trained($0) }
            + plan.scores.map { .score($0) }
    }

    /// What does not learn here has one seed.
    func seeds(of model: StudyModel) -> [UInt64] {
        switch model {
        case .segmenter, .unet: plan.seeds
        case .trained, .score: [plan.seed]
        }
    }
}

import Figures
import Foundation
import Studies
import Training

/// Where the models look, on test patients whose lesions are known.
extension ClassificationStudy {
    /// What the folder has of a model, or what its first training shows; `nil` where the plan wants none, there are no
    /// weights, or no patient with known lesions.
    func explanation(
        of result: ModelResult, _ patients: StudyPatients, in folder: NewFolder, _ watcher: StudyWatcher
    ) throws -> ModelExplanation? {
        let file = "explanations/\(result.task.rawValue)/\(result.model.rawValue).json"
        if let explanation = try StudyFile.kept(ModelExplanation.self, named: file, in: folder) {
            return explanation
        }
        let first = result.members[0]
        let weights =
            "\(Self.path(result.model, result.task, seed: first.seed, fold: first.fold))/best.safetensors"
        guard plan.explainedPatients > 0, folder.contains(weights) else { return nil }
        try watcher.goOn()
        let test = try split(patients.cohort, fold: first.fold)
        let scans = try patients.withLesions(plan.explainedPatients, in: test, workers: place.workers)
        guard !scans.isEmpty else { return nil }
        let classifier = try TrainedClassifier(file: folder.place(of: weights), device: place.device)
        // Not the seed of any training: weights drawn anew must not be those that it began with.
        let explanation = try ModelExplanation(classifier, on: scans, seed: plan.seed &+ 1_000_003)
        try StudyFile.write(explanation, to: file, in: folder)
        return explanation
    }
}

extension StudyPatients {
    /// The scans, as acquired, of the first test patients whom the table calls abnormal, with the masks of their lesions.
    func withLesions(_ most: Int, in split: PatientSplit, workers: Int) throws -> [PatientScan] {
        let abnormal = cohort.patients.filter { patient in
            split[patient.name] == .test && patient.isAbnormal == true && scan(of: patient.name) != nil
        }
        guard !abnormal.isEmpty else { return [] }
        return try cohort.read(Array(abnormal.prefix(most)), workers: workers) { $0 }.values.filter {
            $0.lesions != nil
        }
    }
}

import Figures
import Foundation
import Studies
import Training

/// How a study came about: study.json.
struct StudyRecord: Codable {
    var notice = "Research use only; not for diagnosis."
    var software: String
    /// One for each time that the study was begun or gone on with.
    var sessions: [StudySession]
    var plan: ClassificationStudy.Plan
    /// What the models' recipes have in common.
    var recipe: ClassifierRecipe
    /// A digest of all scans: what is kept of an interrupted study is of them, and of no others.
    var scans: String
    /// How many patients each part has, of several folds in the first, with an answer to each question and with the answer yes.
    var parts: [String: [String: Counts]] = [:]
    /// Who was left out because a file could not be read or a view is missing, and why.
    var leftOut: [String]
    /// The weights of each model.
    var models: [Model] = []

    struct Counts: Codable {
        let answered, yes: Int
    }

    struct Model: Codable {
        let model: ClassifierArchitecture
        let task: ClassificationTask
        let members: [ModelResult.Member]
    }

    /// What is kept of a record when a study goes on, by whatever program it was begun.
    private struct Earlier: Decodable {
        let sessions: [StudySession]
        let recipe: ClassifierRecipe
        let scans: String
    }

    /// Goes on with the record that is there, or begins one; it is written at once. Throws where the study was begun
    /// with other scans.
    init(_ study: ClassificationStudy, _ patients: StudyPatients, in folder: NewFolder) throws {
        software = study.place.software
        plan = study.plan
        recipe = try study.recipe
        let splits = try study.folds.map { try study.split(patients.cohort, fold: $0) }
        scans = patients.fingerprint(splits)
        leftOut = patients.skipped.map { "\($0.name): \($0.reason)" }
        let earlier = StudyFile.earlier(Earlier.self, in: folder)
        guard earlier == nil || earlier?.scans == scans else {
            throw TrainingError(
                "\(patients.cohort.url.path) holds other patients or views than when this study was begun; bring them "
                    + "back, or begin again with --force")
        }
        guard earlier == nil || earlier?.recipe == recipe else {
            throw TrainingError(
                "\(study.place.url(plan.recipe).path) is another recipe than when this study was begun; bring that back, "
                    + "or begin again with --force")
        }
        sessions = earlier?.sessions ?? []
        sessions.append(StudySession(commit: study.place.commit, began: study.place.time()))
        for task in plan.tasks {
            for split in splits { try patients.check(task, split) }
            let scans = patients.scans(task, splits[0])
            for part in Part.allCases {
                let own = scans.filter { $0.part == part }
                parts[task.rawValue, default: [:]][part.rawValue] = Counts(
                    answered: own.count, yes: own.count(where: \.answer))
            }
        }
        try StudyFile.write(self, in: folder)
    }

    /// Writes the whole record.
    mutating func end(at time: String, _ results: [TaskResults], in folder: NewFolder) throws {
        models = results.flatMap { results in
            results.models.map {
                Model(model: $0.result.model, task: results.task, members: $0.result.members)
            }
        }
        sessions[sessions.count - 1].ended = time
        try StudyFile.write(self, in: folder)
    }
}

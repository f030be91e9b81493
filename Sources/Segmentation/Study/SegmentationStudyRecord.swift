import Figures
import Foundation
import Studies
import Training

/// How a study came about: study.json.
struct SegmentationStudyRecord: Codable {
    var notice = "Research use only; not for diagnosis."
    var software: String
    /// One for each time that the study was begun or gone on with.
    var sessions: [StudySession]
    var plan: SegmentationStudy.Plan
    /// The segmenters' recipes, one for each method, and that of the network that learns from labels. The plan decides
    /// their input, backbone, patients and seeds.
    var recipes: [SegmenterRecipe]
    var unet: UNetRecipe?
    /// The SHA-256 digest of the backbone's file; `nil` where nothing stands on it.
    var backbone: String?
    /// Those of the files of trained models that are asked as they are.
    var trained: [String: String]
    /// A digest of all views that are learnt from.
    var views: String
    /// How many patients each set has.
    var patients: [String: Int]
    /// Who was left out because a file could not be read, and why.
    var leftOut: [String]
    /// The weights of each model.
    var models: [Model] = []

    struct Model: Codable {
        let model: String
        let seed: UInt64
        let step, sha256: String?
    }

    /// What is kept of a record when a study goes on, by whatever program it was begun.
    private struct Earlier: Decodable {
        let sessions: [StudySession]
        let backbone: String?
        let views: String
        let recipes: [SegmenterRecipe]
        let unet: UNetRecipe?
        let trained: [String: String]
    }

    /// Goes on with the record that is there, or begins one; it is written at once. Throws where the study was begun with
    /// other scans or another backbone.
    init(
        _ study: SegmentationStudy, _ known: StudyViews, _ sets: [TestSet], in folder: NewFolder
    ) throws {
        let place = study.place
        software = place.software
        plan = study.plan
        recipes = try plan.methods.map { try study.recipe($0) }
        unet = plan.unet.isEmpty ? nil : try study.unetRecipe
        let file = place.url(plan.backbone)
        backbone =
            plan.methods.isEmpty
            ? nil : SHA256.digest(of: try Data(contentsOf: file, options: .alwaysMapped))
        trained = Dictionary(
            uniqueKeysWithValues: try plan.trained.map { name in
                (name, SHA256.digest(of: try Data(contentsOf: place.url(name), options: .alwaysMapped)))
            })
        views = known.labelled.fingerprint
        patients = Dictionary(uniqueKeysWithValues: sets.map { ($0.name, $0.members.count) })
        for part in [Part.training, .validation] {
            patients[part.rawValue] = Set(known.labelled.filter { $0.part == part }.map(\.patient)).count
        }
        leftOut = known.skipped.map { "\($0.name): \($0.reason)" }
        let earlier = StudyFile.earlier(Earlier.self, in: folder)
        guard earlier == nil || earlier?.views == views else {
            throw TrainingError(
                "the patients are others than when this study was begun; bring them back, or begin again with --force"
            )
        }
        guard earlier == nil || earlier?.backbone == backbone else {
            throw TrainingError(
                "\(file.path) is another backbone than when this study was begun; bring that back, or begin again with "
                    + "--force")
        }
        guard
            earlier == nil
                || earlier?.recipes == recipes && earlier?.unet == unet && earlier?.trained == trained
        else {
            throw TrainingError(
                "a recipe or a trained model is another than when this study was begun; bring that back, or begin again with "
                    + "--force")
        }
        sessions = earlier?.sessions ?? []
        sessions.append(StudySession(commit: place.commit, began: place.time()))
        try StudyFile.write(self, in: folder)
    }

    /// Writes the whole record.
    mutating func end(at time: String, _ judged: [JudgedSegmenter], in folder: NewFolder) throws {
        models = judged.flatMap { model in
            model.results.map { Model(model: $0.name, seed: $0.seed, step: $0.step, sha256: $0.sha256) }
        }
        sessions[sessions.count - 1].ended = time
        try StudyFile.write(self, in: folder)
    }
}

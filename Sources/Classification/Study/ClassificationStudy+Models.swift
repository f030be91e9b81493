import Figures
import Foundation
import Statistics
import Studies
import Torch
import Training

/// Models: trained, and asked.
extension ClassificationStudy {
    /// What all models' recipes have in common.
    var recipe: ClassifierRecipe {
        get throws {
            plan.recipe.isEmpty ? ClassifierRecipe() : try ClassifierRecipe(file: place.url(plan.recipe))
        }
    }

    /// The recipe of one training; fold 0 where there are none.
    func member(
        _ model: ClassifierArchitecture, _ task: ClassificationTask, seed: UInt64, fold: Int,
        _ base: ClassifierRecipe
    ) -> ClassifierRecipe {
        var recipe = base
        (recipe.name, recipe.architecture, recipe.task) = (model.rawValue, model, task)
        let least = model.backbone.smallestSide
        recipe.input.rows = max(recipe.input.rows, least)
        recipe.input.columns = max(recipe.input.columns, least)
        recipe.steps = plan.steps[model.backbone.rawValue] ?? base.steps
        recipe.validationPatients = plan.validationPatients
        recipe.testPatients = plan.testPatients
        (recipe.folds, recipe.testFold) = (plan.folds, max(1, fold))
        (recipe.splitSeed, recipe.seed) = (plan.seed, seed)
        return recipe
    }

    /// What a model answers: as the folder has it, or after it is trained.
    func result(
        _ model: ClassifierArchitecture, _ task: ClassificationTask, _ patients: StudyPatients,
        _ difficult: [DifficultScans], _ base: ClassifierRecipe, in folder: NewFolder,
        _ watcher: StudyWatcher, title: String
    ) throws -> ModelResult {
        let file = "scores/\(task.rawValue)/\(model.rawValue).json"
        if let result = try StudyFile.kept(ModelResult.self, named: file, in: folder) { return result }
        watcher.note(title)
        var cases: [String: [ModelResult.Case]] = [:]
        var members: [ModelResult.Member] = []
        for fold in folds {
            let scans = patients.scans(task, try split(patients.cohort, fold: fold))
            // Of several folds' networks the first one's are asked about difficult scans.
            let further = fold == folds[0] ? difficult : []
            var scores = MemberScores()
            for seed in plan.seeds {
                let recipe = member(model, task, seed: seed, fold: fold, base)
                let run = Self.path(model, task, seed: seed, fold: fold)
                let weights = try trained(recipe, run, scans, in: folder, watcher)
                let classifier = try TrainedClassifier(file: weights, device: place.device)
                let validation = scans.filter { $0.part == .validation }
                scores.add(ModelResult.validation, validation, try classifier.logits(of: validation))
                let test = scans.filter { $0.part == .test }
                let logits = try classifier.logits(of: test)
                scores.add(ModelResult.test, test, logits)
                for set in further {
                    try watcher.goOn()
                    let own = set.scans(task)
                    scores.add(set.name, own, try classifier.logits(of: own))
                }
                let judged = ValidationScores(logits: logits, answers: test.map(\.answer))
                members.append(try .init(classifier, seed: seed, fold: fold, testAUC: judged.area))
            }
            cases.merge(plan.folds == 0 ? scores.cases : scores.cases.onOneScale) { $0 + $1 }
        }
        let result = ModelResult(
            model: model, task: task,
            parameters: model.make(trunks: base.trunks, using: .outline()).parameterCount,
            input: member(model, task, seed: 1, fold: 0, base).input, members: members, cases: cases)
        try StudyFile.write(result, to: file, in: folder)
        return result
    }

    /// 0 alone where the plan has none.
    var folds: [Int] { plan.folds == 0 ? [0] : Array(1...plan.folds) }

    static func path(
        _ model: ClassifierArchitecture, _ task: ClassificationTask, seed: UInt64, fold: Int
    ) -> String {
        "models/\(task.rawValue)/\(model.rawValue)/seed-\(seed)" + (fold == 0 ? "" : "-fold-\(fold)")
    }

    private func trained(
        _ recipe: ClassifierRecipe, _ path: String, _ scans: [LabelledScan], in folder: NewFolder,
        _ watcher: StudyWatcher
    ) throws -> URL {
        let trainer = try ClassifierTrainer(recipe, scans: scans)
        return try place.finished(
            path, of: recipe.name, configuration: YAMLFile.text(recipe), seed: recipe.seed,
            fingerprint: trainer.fingerprint, steps: recipe.steps, in: folder, watcher
        ) { run, advance in
            try trainer.train(
                in: run, device: place.device, workers: place.workers, time: place.time,
                shouldStop: watcher.shouldStop, advance: advance)
        }
    }

    /// Drops what takes most of the room, where it is there.
    func removeWeights(
        of model: ClassifierArchitecture, _ task: ClassificationTask, in folder: NewFolder
    ) throws {
        for fold in folds {
            for seed in plan.seeds {
                for weights in [Run.Weights.best, .last] {
                    let path = Self.path(model, task, seed: seed, fold: fold)
                    let name = "\(path)/\(weights.rawValue).safetensors"
                    guard folder.contains(name) else { continue }
                    let file = try folder.place(of: name)
                    try FileManager.default.removeItem(at: file)
                }
            }
        }
    }
}

extension ModelResult.Member {
    init(_ classifier: TrainedClassifier, seed: UInt64, fold: Int, testAUC: Double?) throws {
        guard let validationAUC = classifier.validation?.area, let step = classifier.facts["step"] else {
            throw ClassificationError(
                "the weights of \(classifier.name) do not say how they did on validation; remove their run, and it is "
                    + "made again")
        }
        self.init(
            seed: seed, fold: fold, step: step, sha256: classifier.hash, validationAUC: validationAUC,
            testAUC: testAUC)
    }
}

extension [String: [ModelResult.Case]] {
    /// One fold's answers on the scale that its own patients for validation ask for, so that those of different networks
    /// can stand in one list; as they are where no line fits.
    fileprivate var onOneScale: Self {
        let validation = self[ModelResult.validation] ?? []
        guard let line = PlattScaling(logits: validation.map(\.logit), labels: validation.map(\.answer))
        else {
            return self
        }
        return mapValues { cases in
            cases.map { each in
                ModelResult.Case(
                    patient: each.patient, answer: each.answer,
                    logit: line.slope.value * each.logit + line.offset.value, faults: each.faults)
            }
        }
    }
}

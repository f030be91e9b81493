import Figures
import Foundation
import Scintigraphy
import Studies
import Training

/// Models: trained, and asked.
extension SegmentationStudy {
    /// What a method's recipes have in common.
    func recipe(_ method: SegmenterMethod) throws -> SegmenterRecipe {
        plan.recipe.isEmpty
            ? SegmenterRecipe(method) : try SegmenterRecipe(file: place.url(plan.recipe), method: method)
    }

    /// Of the network that learns from labels.
    var unetRecipe: UNetRecipe {
        get throws { plan.unet.isEmpty ? UNetRecipe() : try UNetRecipe(file: place.url(plan.unet)) }
    }

    /// Throws, before anything is trained, where a patient cannot be asked about, a model cannot be trained on these views, or
    /// no atlas can be made.
    func check(_ sets: [TestSet], _ views: StudyViews, _ watcher: StudyWatcher) throws {
        for member in sets.flatMap(\.members) {
            try watcher.goOn()
            _ = try member.cohort.open(member.patient).truthViews()
        }
        for model in models {
            switch model {
            case .segmenter(let input, let method):
                _ = try SegmenterTrainer(
                    segmenter(input, method, seed: plan.seeds[0]), views: views.labelled)
            case .unet: _ = try UNetTrainer(unet(seed: plan.seeds[0]), views: views.labelled)
            case .score(.atlas):
                guard views.training.contains(where: \.isOfAtlas) else {
                    throw SegmentationError(
                        "\(views.cohort.url.path)/cohort.csv has no patient for training with abnormal 0, a sex and an age, of "
                            + "whom an atlas could be made; leave the score atlas out")
                }
            case .trained, .score: continue
            }
        }
    }

    /// What a model makes of the patients: as the folder has it, or after it is trained.
    func result(
        _ model: StudyModel, seed: UInt64, _ views: StudyViews, _ sets: [TestSet], in folder: NewFolder,
        _ watcher: StudyWatcher, title: String
    ) throws -> SegmenterResult {
        let file = "results/\(model.fileName)-seed-\(seed).json"
        if let result = try StudyFile.kept(SegmenterResult.self, named: file, in: folder) { return result }
        watcher.note(title)
        let asked = try asked(model, seed: seed, views, in: folder, watcher)
        let judge = PatientJudge(
            model: asked, field: plan.refines ? FullyConnectedCRF() : nil, workers: place.workers)
        var patients: [String: [PatientResult]] = [:]
        for set in sets {
            watcher.begin("patients segmented", set.members.count, 0)
            patients[set.name] = try set.members.map { member in
                try watcher.goOn()
                defer { watcher.advance() }
                return try judge(member.cohort.open(member.patient))
            }
        }
        if case .score = model {
        } else if seed == seeds(of: model)[0] {
            try writeFigure(of: asked, model, sets, in: folder)
        }
        let result = SegmenterResult(
            name: model.name, seed: seed, sha256: asked.sha256, step: asked.step, patients: patients)
        try StudyFile.write(result, to: file, in: folder)
        if !plan.keepsWeights { try removeWeights(of: model, seed: seed, in: folder) }
        return result
    }

    private func asked(
        _ model: StudyModel, seed: UInt64, _ views: StudyViews, in folder: NewFolder,
        _ watcher: StudyWatcher
    ) throws -> AskedModel {
        switch model {
        case .segmenter(let input, let method):
            let file = try trained(
                segmenter(input, method, seed: seed), Self.path(model, seed: seed), views, in: folder, watcher
            )
            return AskedModel(try TrainedSegmenter(file: file, device: place.device), workers: place.workers)
        case .unet:
            let file = try trained(
                unet(seed: seed), Self.path(model, seed: seed), views, in: folder, watcher)
            return AskedModel(try TrainedUNet(file: file, device: place.device), workers: place.workers)
        case .trained(let file):
            return AskedModel(
                try viewSegmenter(file: place.url(file), device: place.device), workers: place.workers)
        case .score(let score):
            return AskedModel(
                try score.scorer(normal: { try normalViews(views, watcher) }, workers: place.workers))
        }
    }

    /// The recipe of one training.
    private func segmenter(
        _ input: SegmenterInput, _ method: SegmenterMethod, seed: UInt64
    ) throws -> SegmenterRecipe {
        var recipe = try recipe(method)
        (recipe.name, recipe.input) = (StudyModel.segmenter(input, method).name, input)
        (recipe.backbone, recipe.seed) = (place.url(plan.backbone).path, seed)
        (recipe.trainingPatients, recipe.validationPatients, recipe.testPatients) = sizes
        recipe.splitSeed = plan.seed
        return recipe
    }

    private func unet(seed: UInt64) throws -> UNetRecipe {
        var recipe = try unetRecipe
        (recipe.name, recipe.seed, recipe.splitSeed) = (StudyModel.unet.name, seed, plan.seed)
        (recipe.trainingPatients, recipe.validationPatients, recipe.testPatients) = sizes
        return recipe
    }

    private var sizes: (Int, Int, Int) { (plan.trainingPatients, plan.validationPatients, plan.testPatients) }

    private func trained(
        _ recipe: SegmenterRecipe, _ path: String, _ views: StudyViews, in folder: NewFolder,
        _ watcher: StudyWatcher
    ) throws -> URL {
        let trainer = try SegmenterTrainer(recipe, views: views.labelled)
        return try place.finished(
            path, of: recipe.name, configuration: YAMLFile.text(recipe), seed: recipe.seed,
            fingerprint: trainer.fingerprint, steps: recipe.steps, in: folder, watcher
        ) { run, advance in
            watcher.begin("views seen by the backbone", trainer.viewCount, 0)
            return try trainer.train(
                in: run, device: place.device, workers: place.workers, time: place.time,
                shouldStop: watcher.shouldStop, looked: watcher.advance, advance: advance)
        }
    }

    private func trained(
        _ recipe: UNetRecipe, _ path: String, _ views: StudyViews, in folder: NewFolder,
        _ watcher: StudyWatcher
    ) throws -> URL {
        let trainer = try UNetTrainer(recipe, views: views.labelled)
        return try place.finished(
            path, of: recipe.name, configuration: YAMLFile.text(recipe), seed: recipe.seed,
            fingerprint: trainer.fingerprint, steps: recipe.steps, in: folder, watcher
        ) { run, advance in
            try trainer.train(
                in: run, device: place.device, workers: place.workers, time: place.time,
                shouldStop: watcher.shouldStop, advance: advance)
        }
    }

    private static func path(_ model: StudyModel, seed: UInt64) -> String {
        "models/\(model.fileName)/seed-\(seed)"
    }

    /// The last set's first patient as the model sees and segments them.
    private func writeFigure(
        of asked: AskedModel, _ model: StudyModel, _ sets: [TestSet], in folder: NewFolder
    ) throws {
        guard let set = sets.last, let member = set.members.first else { return }
        let isSimulated = set.name == TestSet.article || plan.cohort == Plan.simulated
        let scan = try member.cohort.open(member.patient).scan
        let segmented = try scan.images.map { try asked.answer($0, member.patient) }
        let figure = Figure.segmentation(
            of: scan, segmented, palette: asked.input.palette ?? .inverseGrey,
            notes: ["\(member.patient.name)\(isSimulated ? ", simulated" : ""), by \(model.name)."])
        try folder.write(figure.data(as: .png), to: "figures/\(model.fileName).png")
    }

    /// Drops what takes most of the room, where it is there.
    private func removeWeights(of model: StudyModel, seed: UInt64, in folder: NewFolder) throws {
        for weights in [Run.Weights.best, .last] {
            let name = "\(Self.path(model, seed: seed))/\(weights.rawValue).safetensors"
            if folder.contains(name) { try FileManager.default.removeItem(at: folder.place(of: name)) }
        }
    }
}

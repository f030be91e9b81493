import Foundation
import Scintigraphy
import TestSupport
import Testing
import Torch
import Training

@testable import Segmentation

/// From views without labels to a file that tells of patches, in small.
@Suite struct BackboneTrainerTests {
    let views: [ScanView]
    var recipe = BackboneRecipe()

    init() throws {
        recipe.architecture = .tiny16
        recipe.input = BackboneInput(rows: 128, columns: 32)
        recipe.largeCrop = CropSize(rows: 32, columns: 32)
        recipe.smallCrop = CropSize(rows: 16, columns: 16)
        (recipe.smallCrops, recipe.batch, recipe.steps, recipe.outputs) = (1, 4, 9, 32)
        (recipe.validateEvery, recipe.checkpointEvery, recipe.warmUp, recipe.keptEpochs) = (4, 3, 2, 1)
        let input = recipe.input
        views = try (0..<12).map { number in
            ScanView(
                patient: "p\(number)", part: number < 8 ? .training : .validation,
                view: try input.prepared(body(number)))
        }
    }

    private func train(in folder: URL, until last: Int = .max, resuming: Bool = false) throws -> Run {
        let trainer = try BackboneTrainer(recipe, views: views)
        let record = RunRecord(
            software: "test", commit: "abc", seed: recipe.seed, cohort: trainer.fingerprint,
            session: .init(device: "cpu", began: ""))
        let (url, text) = (folder.appending(path: "run"), try YAMLFile.text(recipe))
        let run =
            resuming
            ? try Run(resuming: url, configuration: text, record: record)
            : try Run(at: url, configuration: text, record: record)
        var step = 0
        _ = try trainer.train(
            in: run, device: .cpu, workers: 2, time: { "" }, shouldStop: { step >= last },
            advance: { step = $0 })
        return run
    }

    /// Stopped and resumed, it comes to the same bits; its file is a backbone that sees whole views.
    @Test(.tags(.property)) func resumesBitForBitAndSees() throws {
        try withTemporaryFolder { folder in
            let parts = ["whole", "stopped"].map { folder.appending(path: $0) }
            for part in parts {
                try FileManager.default.createDirectory(at: part, withIntermediateDirectories: true)
            }
            let whole = try train(in: parts[0])
            do { _ = try train(in: parts[1], until: 5) }
            let resumed = try train(in: parts[1], resuming: true)
            for weights in [Run.Weights.last, .best] {
                #expect(try Data(contentsOf: resumed[weights]) == Data(contentsOf: whole[weights]))
            }
            #expect(whole.bestScore.map { (0...1).contains($0) } == true)
            let backbone = try TrainedBackbone(file: whole[.last])
            #expect(backbone.facts["commit"] == "abc" && backbone.architecture == .tiny16)
            let features = try backbone.features(of: body(3))
            #expect(features.shape == [1, 192, 8, 2] && features.isFinite)
            #expect(try TrainedBackbone.isOne(whole[.best]))

            var later = self
            later.recipe.weights = whole[.last].path
            later.recipe.steps = 1
            try FileManager.default.removeItem(at: parts[1].appending(path: "run"))
            _ = try later.train(in: parts[1])
            later.recipe.architecture = .tiny8
            try FileManager.default.removeItem(at: parts[1].appending(path: "run"))
            let error = #expect(throws: SegmentationError.self) { try later.train(in: parts[1]) }
            #expect(error?.description.contains("last.safetensors is no vit-tiny-8 of one channel") == true)
        }
    }

    /// By guessing hidden patches it learns, too; stopped and resumed, it comes to the same bits.
    @Test(.tags(.property)) func masksAndResumesBitForBit() throws {
        try withTemporaryFolder { folder in
            var own = self
            (own.recipe.method, own.recipe.steps, own.recipe.learningRate) = (.masking, 100, 1e-3)
            own.recipe.validateEvery = 10
            let parts = ["whole", "stopped"].map { folder.appending(path: $0) }
            for part in parts {
                try FileManager.default.createDirectory(at: part, withIntermediateDirectories: true)
            }
            let whole = try own.train(in: parts[0])
            do { _ = try own.train(in: parts[1], until: 17) }
            let resumed = try own.train(in: parts[1], resuming: true)
            #expect(try Data(contentsOf: resumed[.last]) == Data(contentsOf: whole[.last]))
            #expect(whole.bestScore ?? 0 > 0.2, "\(whole.bestScore as Any)")
            #expect(try TrainedBackbone(file: whole[.last]).features(of: body(3)).isFinite)
        }
    }

    @Test func someMustValidate() throws {
        let error = #expect(throws: SegmentationError.self) {
            try BackboneTrainer(recipe, views: views.filter { $0.part == .training })
        }
        #expect(error?.description.contains("8 views for training and 0 for validation") == true)
    }

    @Test(arguments: [
        ("input: {rows: 100, columns: 128}", "input is 100 × 128; ViT-Tiny/8 takes multiples of 8"),
        ("largeCrop: {rows: 4, columns: 8}", "largeCrop is 4 × 8"), ("smallCrops: -1", "smallCrops is -1"),
        ("leastFraction: 0", "leastFraction is 0.0; give more than 0"), ("batch: 0", "batch is 0; give 1"),
        ("architecture: vit-huge", "choose vit-tiny-16, vit-tiny-8"), ("mostGamma: 0.5", "mostGamma is 0.5"),
        ("teacherMomentum: 1.1", "teacherMomentum is 1.1; give 0 to 1"),
        ("stepps: 3", "stepps is no setting"),
    ])
    func faultsAreNamed(text: String, sentence: String) throws {
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "r.yaml")
            try Data(text.utf8).write(to: file)
            let error = #expect(throws: TrainingError.self) { try BackboneRecipe(file: file) }
            #expect(
                error?.description.contains("r.yaml") == true
                    && error?.description.contains(sentence) == true,
                "\(error?.description ?? "")")
        }
    }
}

import Foundation
import Scintigraphy
import TestSupport
import Testing
import Torch
import Training

@testable import Denoising

/// A few steps of each kind of recipe on small frames.
@Suite struct DenoiserTrainerTests {
    private func trained(
        _ preset: DenoiserRecipe.Preset, in folder: URL, steps: Int = 4
    ) throws -> (run: Run, frames: [Frame]) {
        var recipe = preset.recipe
        (recipe.patch, recipe.batch, recipe.steps, recipe.warmUp) = (16, 2, steps, 0)
        (recipe.validateEvery, recipe.validationImages) = (steps, 2)
        let frames = try simulatedFrames(4, rows: 32, columns: 32)
        let trainer = try DenoiserTrainer(recipe, frames: frames)
        let run = try Run(
            at: folder.appending(path: "\(preset)"), configuration: YAMLFile.text(recipe),
            record: RunRecord(
                software: "test", commit: "abc", seed: recipe.seed, cohort: trainer.fingerprint,
                session: .init(device: "cpu", began: "then")))
        #expect(try trainer.train(in: run, device: .cpu, workers: 2, time: { "now" }))
        return (run, frames)
    }

    @Test(arguments: [DenoiserRecipe.Preset.paperMixed, .paperDnCNN, .ours, .uncertainty])
    func presetsTrainAndTheirWeightsRestore(preset: DenoiserRecipe.Preset) throws {
        try withTemporaryFolder { folder in
            let (run, frames) = try trained(preset, in: folder)
            #expect(run.bestScore != nil)
            let denoiser = try Denoiser(file: run[.best])
            #expect(denoiser.name == preset.rawValue)
            #expect(denoiser.facts["commit"] == "abc")
            #expect(denoiser.facts["notice"] == "Research use only; not for diagnosis.")
            let image = frames[3].reference
            let restored = try denoiser.restorations(of: [image])[0]
            #expect(abs(restored.image.total / image.total - 1) < 0.005)
            #expect((restored.deviation != nil) == (preset == .uncertainty))
            try checkScore(run, frames)
        }
    }

    /// The weights that were written are those that were judged: the averaged ones.
    private func checkScore(_ run: Run, _ frames: [Frame]) throws {
        let text = try #require(try SafeTensors.metadata(run[.best])["recipe"])
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "r.yaml")
            try Data(text.utf8).write(to: file)
            let recipe = try DenoiserRecipe(file: file)
            let network = recipe.architecture.make(using: Generator(seed: 9))
            try network.load(SafeTensors.read(run[.best]))
            network.evaluate()
            let judged = try ValidationSet(recipe, frames: frames.filter { $0.part == .validation })
                .judge(ImageRestorer(network, recipe.architecture, recipe.scaling, device: .cpu))
            #expect(abs(judged.score - (run.bestScore ?? 0)) < 1e-4)
        }
    }
}

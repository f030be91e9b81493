import Foundation
import TestSupport
import Testing
import Training

@testable import Denoising

@Suite struct DenoiserRecipeTests {
    private func read(_ text: String) throws -> DenoiserRecipe {
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "r.yaml")
            try Data(text.utf8).write(to: file)
            return try DenoiserRecipe(file: file)
        }
    }

    @Test(arguments: DenoiserRecipe.Preset.allCases)
    func presetsAreSoundAndComeBack(preset: DenoiserRecipe.Preset) throws {
        try preset.recipe.check()
        #expect(try read("preset: \(preset.rawValue)") == preset.recipe)
        #expect(try read(YAMLFile.text(preset.recipe)) == preset.recipe)
    }

    @Test func aFileChangesItsPreset() throws {
        let recipe = try read("preset: paper\nsteps: 5\nfractions: {from: 0.1, to: 0.5}")
        #expect(recipe.steps == 5)
        #expect(recipe.fractions == .between(0.1, 0.5))
        #expect(recipe.loss == .mse)
    }

    @Test(arguments: [
        ("preset: theirs", "preset is theirs; choose paper, paper-mixed"),
        ("architecture: unet", "r.yaml: architecture is unet; choose ddsrcnn"),
        ("target: other", "target is other; choose full, independent, mean"),
        ("fractions: [0.1, 1.5]", "give shares of the reference's counts above 0 and at most 1"),
        ("fractions: {from: 0.5, to: 0.1}", "give shares"),
        ("fractions: []", "give shares"),
        ("patch: 30", "r.yaml: patch is 30; give a multiple of 4, 16 to 1024"),
        ("fractions: [1]", "fractions holds 1, which leaves no counts for the target independent"),
        ("learningRate: -1", "learningRate is -1.0; give a number above 0"),
        ("loss: gaussian\ntarget: mean", "gaussian goes with ddsrcnn-uncertainty, and only with it"),
        ("loss: anscombe", "loss anscombe needs target mean"),
        ("scaling: mean", "loss poisson needs scaling anscombe"),
        ("averaging: 1", "averaging is 1.0; give 0 (none) or less than 1"),
        ("epochs: 3", "epochs is no setting; there are name, architecture, fractions"),
    ])
    func faultsAreNamed(text: String, words: String) {
        do {
            _ = try read(text)
            Issue.record("\(text) was taken")
        } catch {
            #expect("\(error)".contains(words), "\(error)")
            #expect("\(error)".contains("r.yaml"))
        }
    }

    @Test func cohortsThatCannotBeLearntFromAreRefused() throws {
        let frames = try simulatedFrames(4, rows: 40, columns: 200)
        func refusal(_ change: (inout DenoiserRecipe) -> Void, _ frames: [Frame]) -> String {
            var recipe = DenoiserRecipe.Preset.oursMean.recipe
            recipe.patch = 32
            change(&recipe)
            do { _ = try DenoiserTrainer(recipe, frames: frames) } catch { return error.description }
            return ""
        }
        #expect(refusal({ _ in }, frames) == "")
        #expect(refusal({ _ in }, []).contains("0 images for training and 0 for validation"))
        #expect(refusal({ $0.patch = 64 }, frames).contains("smaller than patch, 64"))
        let real = frames.map { Frame(patient: $0.patient, part: $0.part, reference: $0.reference) }
        #expect(refusal({ _ in }, real).contains("has no expected counts, which target mean needs"))
    }
}

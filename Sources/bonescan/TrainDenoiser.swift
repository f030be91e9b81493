import ArgumentParser
import Denoising
import Foundation
import Torch
import Training

struct TrainDenoiser: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "denoiser",
        abstract: "Teaches a network to restore images of few counts.",
        discussion: """
            Writes a folder: config.yaml as used, run.json, metrics.jsonl, checkpoints, and the weights as \
            best.safetensors and last.safetensors. The same command with --resume goes on where a run stopped.

            Example: bonescan train denoiser --preset ours --cohort cohort --out run
            Example: bonescan train denoiser --config recipe.yaml --cohort cohort --out run --resume
            Example: bonescan train denoiser --preset paper --print-config > recipe.yaml
            """)

    @Option(help: "A recipe in YAML; what it does not say, its `preset` does.", completion: .file())
    var config: String?

    @Option(help: "A recipe by its name.")
    var preset: DenoiserRecipe.Preset?

    @OptionGroup var training: TrainingArguments

    func validate() throws {
        guard (config == nil) != (preset == nil) else {
            throw ValidationError("give a recipe: either --config FILE or --preset NAME")
        }
    }

    func run() throws {
        let recipe = try preset?.recipe ?? DenoiserRecipe(file: URL(filePath: config ?? ""))
        let configuration = try YAMLFile.text(recipe)
        guard !training.printConfig else { return print(configuration, terminator: "") }
        let interruption = Interruption()
        defer { interruption.end() }
        try loadTorch()
        let trainer = try DenoiserTrainer(recipe, frames: frames(recipe))
        try training.run(
            configuration, seed: recipe.seed, fingerprint: trainer.fingerprint, steps: recipe.steps,
            score: ("PSNR", "%.2f dB"), interruption: interruption
        ) { run, device, advance in
            try trainer.train(
                in: run, device: device, workers: training.workers, time: TrainingArguments.now,
                shouldStop: { interruption.isRequested }, advance: advance)
        }
    }

    private func frames(_ recipe: DenoiserRecipe) throws -> [Frame] {
        let cohort = try CohortFolder(URL(filePath: training.cohort ?? ""))
        let split = try PatientSplit(cohort, by: recipe.split, seed: recipe.splitSeed)
        let set = try FrameSet(
            cohort, split: split, unreadable: training.unreadable,
            workers: ProcessInfo.processInfo.activeProcessorCount)
        training.note(cohort, split, skipped: set.skipped)
        return set.frames
    }
}

extension DenoiserRecipe.Preset: ExpressibleByArgument {}

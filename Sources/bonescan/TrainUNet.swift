import ArgumentParser
import Foundation
import Segmentation
import Torch
import Training

struct TrainUNet: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unet",
        abstract: "Teaches a U-Net bones and foci from the masks of simulated patients.",
        discussion: """
            What a segmenter that learns with labels makes of the same patients: an upper bound for one that learns \
            without. Writes a folder: config.yaml as used, run.json, metrics.jsonl, checkpoints, and the weights as \
            best.safetensors and last.safetensors, which `segment` reads. The same command with --resume goes on where a \
            run stopped.

            Example: bonescan train unet --cohort cohort --out run
            Example: bonescan train unet --print-config > recipe.yaml
            """)

    @Option(help: "A recipe in YAML; what it does not say is as usual.", completion: .file())
    var config: String?

    @OptionGroup var training: TrainingArguments

    func run() throws {
        let recipe = try config.map { try UNetRecipe(file: URL(filePath: $0)) } ?? UNetRecipe()
        let configuration = try YAMLFile.text(recipe)
        guard !training.printConfig else { return print(configuration, terminator: "") }
        let interruption = Interruption()
        defer { interruption.end() }
        try loadTorch()
        let trainer = try UNetTrainer(recipe, views: views(recipe))
        try training.run(
            configuration, seed: recipe.seed, fingerprint: trainer.fingerprint, steps: recipe.steps,
            score: ("mean Dice of bones and foci", "%.4f"), interruption: interruption
        ) { run, device, advance in
            try trainer.train(
                in: run, device: device, workers: training.workers, time: TrainingArguments.now,
                shouldStop: { interruption.isRequested }, advance: advance)
        }
    }

    private func views(_ recipe: UNetRecipe) throws -> [LabelledView] {
        let cohort = try CohortFolder(URL(filePath: training.cohort ?? ""))
        let split = try PatientSplit(cohort, by: recipe.split, seed: recipe.splitSeed)
        let set = try LabelledViewSet(
            cohort, split: split, matrix: recipe.matrix, unreadable: training.unreadable,
            workers: ProcessInfo.processInfo.activeProcessorCount)
        training.note(cohort, split, skipped: set.skipped)
        return set.views
    }
}

import ArgumentParser
import Foundation
import Segmentation
import Torch
import Training

struct TrainBackbone: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backbone",
        abstract: "Teaches a vision transformer what scans look like, without labels.",
        discussion: """
            By DINO's self-distillation or, where the recipe says `method: masking`, by guessing hidden patches. Every view \
            is an image by itself. Writes a folder: config.yaml as used, run.json, metrics.jsonl, checkpoints, and the \
            backbone's weights (of a distillation the teacher's) as best.safetensors and last.safetensors, which `models run` \
            takes, too. The same command with --resume goes on where a run stopped.

            Example: bonescan train backbone --config recipe.yaml --cohort cohort --out run
            Example: bonescan train backbone --print-config > recipe.yaml
            """)

    @Option(help: "A recipe in YAML; what it does not say is as usual.", completion: .file())
    var config: String?

    @OptionGroup var training: TrainingArguments

    func run() throws {
        let recipe = try config.map { try BackboneRecipe(file: URL(filePath: $0)) } ?? BackboneRecipe()
        let configuration = try YAMLFile.text(recipe)
        guard !training.printConfig else { return print(configuration, terminator: "") }
        let interruption = Interruption()
        defer { interruption.end() }
        try loadTorch()
        let trainer = try BackboneTrainer(recipe, views: views(recipe))
        try training.run(
            configuration, seed: recipe.seed, fingerprint: trainer.fingerprint, steps: recipe.steps,
            score: ("share of crops found again", "%.3f"), interruption: interruption
        ) { run, device, advance in
            try trainer.train(
                in: run, device: device, workers: training.workers, time: TrainingArguments.now,
                shouldStop: { interruption.isRequested }, advance: advance)
        }
    }

    private func views(_ recipe: BackboneRecipe) throws -> [ScanView] {
        let cohort = try CohortFolder(URL(filePath: training.cohort ?? ""))
        let split = try PatientSplit(cohort, by: recipe.split, seed: recipe.splitSeed)
        let set = try ScanViewSet(
            cohort, split: split, input: recipe.input, unreadable: training.unreadable,
            workers: ProcessInfo.processInfo.activeProcessorCount)
        training.note(cohort, split, skipped: set.skipped)
        return set.views
    }
}

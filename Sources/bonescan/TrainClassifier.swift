import ArgumentParser
import Classification
import Foundation
import Torch
import Training

struct TrainClassifier: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "classifier",
        abstract: "Teaches a network whether a whole-body scan is abnormal, or shows something malignant.",
        discussion: """
            The cohort's table says who is abnormal and malignant (1 or 0). Writes a folder: config.yaml as used, \
            run.json, metrics.jsonl, checkpoints, and the weights as best.safetensors and last.safetensors. The same \
            command with --resume goes on where a run stopped.

            Example: bonescan train classifier --config recipe.yaml --cohort cohort --out run
            Example: bonescan train classifier --print-config > recipe.yaml
            """)

    @Option(help: "A recipe in YAML; what it does not say is as usual.", completion: .file())
    var config: String?

    @OptionGroup var training: TrainingArguments

    func run() throws {
        let recipe = try config.map { try ClassifierRecipe(file: URL(filePath: $0)) } ?? ClassifierRecipe()
        let configuration = try YAMLFile.text(recipe)
        guard !training.printConfig else { return print(configuration, terminator: "") }
        let interruption = Interruption()
        defer { interruption.end() }
        try loadTorch()
        let trainer = try ClassifierTrainer(recipe, scans: scans(recipe))
        try training.run(
            configuration, seed: recipe.seed, fingerprint: trainer.fingerprint, steps: recipe.steps,
            score: ("AUC", "%.3f"), interruption: interruption
        ) { run, device, advance in
            try trainer.train(
                in: run, device: device, workers: training.workers, time: TrainingArguments.now,
                shouldStop: { interruption.isRequested }, advance: advance)
        }
    }

    private func scans(_ recipe: ClassifierRecipe) throws -> [LabelledScan] {
        let cohort = try CohortFolder(URL(filePath: training.cohort ?? ""))
        let split = try PatientSplit(
            cohort, by: recipe.split, seed: recipe.splitSeed, strata: ClassificationTask.stratum(of:))
        let set = try LabelledScanSet(
            cohort, split: split, task: recipe.task, views: recipe.architecture.views, input: recipe.input,
            unreadable: training.unreadable, workers: ProcessInfo.processInfo.activeProcessorCount)
        training.note(cohort, split, skipped: set.skipped)
        if set.withoutAnswer > 0 {
            note("\(set.withoutAnswer) patients have no answer to “\(recipe.task.rawValue)”")
        }
        return set.scans
    }
}

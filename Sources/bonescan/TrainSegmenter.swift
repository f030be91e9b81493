import ArgumentParser
import Foundation
import Segmentation
import Torch
import Training

struct TrainSegmenter: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "segmenter",
        abstract:
            "Teaches which places of scans are alike, by STEGO or others, on a backbone that stays as it is.",
        discussion: """
            No labels are needed for its clusters; where simulation left masks of bones and lesions, probes learn to name \
            them, too, which does not change the clusters. Writes a folder: config.yaml as used, run.json, metrics.jsonl, \
            checkpoints, and the weights, the backbone's among them, as best.safetensors and last.safetensors. The same \
            command with --resume goes on where a run stopped.

            Example: bonescan train segmenter --backbone backbone/last.safetensors --cohort cohort --out run
            Example: bonescan train segmenter --preset potsdam-small --print-config > recipe.yaml
            Example: bonescan train segmenter --method smooseg --print-config > recipe.yaml
            """)

    @Option(help: "A recipe in YAML; what it does not say is as usual.", completion: .file())
    var config: String?

    @Option(
        help: "The backbone's weights, as `train backbone` leaves them, in the place of the recipe's.",
        completion: .file())
    var backbone: String?

    @Option(
        help: """
            How clusters are learnt, in the place of the recipe's; what the recipe does not say is as usual for it.
            """)
    var method: SegmenterMethod?

    @Option(help: "The published settings of STEGO's loss by their name, in the place of the recipe's.")
    var preset: CorrespondencePreset?

    @Option(help: "The published settings of SmooSeg's loss by their name, in the place of the recipe's.")
    var smoothness: SmoothnessPreset?

    @OptionGroup var training: TrainingArguments

    func run() throws {
        let recipe = try recipe()
        let configuration = try YAMLFile.text(recipe)
        guard !training.printConfig else { return print(configuration, terminator: "") }
        let interruption = Interruption()
        defer { interruption.end() }
        try loadTorch()
        try recipe.checkBackbone()
        let trainer = try SegmenterTrainer(recipe, views: views(recipe))
        try training.run(
            configuration, seed: recipe.seed, fingerprint: trainer.fingerprint, steps: recipe.steps,
            score: ("score (the loss with the other sign)", "%.4f"), interruption: interruption
        ) { run, device, advance in
            let looking = WorkProgress("views", of: trainer.viewCount)
            var isLooking = true
            return try trainer.train(
                in: run, device: device, workers: training.workers, time: TrainingArguments.now,
                shouldStop: { interruption.isRequested }, looked: { looking.advance() },
                advance: { step in
                    if isLooking { looking.finish() }
                    isLooking = false
                    advance(step)
                })
        }
    }

    private func recipe() throws -> SegmenterRecipe {
        var recipe =
            try config.map { try SegmenterRecipe(file: URL(filePath: $0), method: method) }
            ?? SegmenterRecipe(method ?? .stego)
        if let backbone { recipe.backbone = backbone }
        if let preset { recipe.correspondence = preset.settings }
        if let smoothness { recipe.smoothness = smoothness.settings }
        return recipe
    }

    private func views(_ recipe: SegmenterRecipe) throws -> [LabelledView] {
        let cohort = try CohortFolder(URL(filePath: training.cohort ?? ""))
        let split = try PatientSplit(cohort, by: recipe.split, seed: recipe.splitSeed)
        let set = try LabelledViewSet(
            cohort, split: split, matrix: recipe.matrix, fiveCrops: recipe.fiveCrops,
            unreadable: training.unreadable,
            workers: ProcessInfo.processInfo.activeProcessorCount)
        training.note(cohort, split, skipped: set.skipped)
        return set.views
    }
}

extension SegmenterMethod: ExpressibleByArgument {}
extension CorrespondencePreset: ExpressibleByArgument {}
extension SmoothnessPreset: ExpressibleByArgument {}

import Foundation
import Scintigraphy
import Statistics
public import Torch
public import Training

/// Trains a classifier by a recipe on scans with answers.
public struct ClassifierTrainer: Sendable {
    /// What decides all.
    public let recipe: ClassifierRecipe
    private let training: [LabelledScan]
    private let validation: [LabelledScan]

    /// Throws where one of the two answers is missing among those who are learnt from, or judged by.
    public init(_ recipe: ClassifierRecipe, scans: [LabelledScan]) throws(ClassificationError) {
        try recipe.check()
        self.recipe = recipe
        let scans = scans.map { $0.seen(by: recipe.architecture) }
        training = scans.filter { $0.part == .training }
        validation = scans.filter { $0.part == .validation }
        for (part, least) in [(Part.training, 1), (.validation, 2)] {
            try scans.checkAnswers(
                part, least: least, recipe.task,
                remedy: "give a cohort with more patients, or change validationPatients and testPatients")
        }
    }

    /// Trains to the recipe's last step, or until it should stop.
    ///
    /// - Parameters:
    ///   - run: takes notes, checkpoints and weights; it goes on from its checkpoint where it has one.
    ///   - device: where the network computes.
    ///   - workers: how many batches are made at a time beside it.
    ///   - time: as ISO 8601 has it, for the run's record.
    ///   - shouldStop: asked before each step.
    ///   - advance: told the steps made in all, first before the first.
    /// - Returns: whether it is done; false where it was asked to stop.
    public func train(
        in run: Run, device: Device, workers: Int, time: () -> String, shouldStop: () -> Bool = { false },
        advance: (Int) -> Void = { _ in }
    ) throws -> Bool {
        let generator = Generator(seed: recipe.seed)
        let network = recipe.architecture.make(
            dropout: recipe.dropout, trunks: recipe.trunks, using: generator)
        try beginWithBackbone(network)
        let guided =
            recipe.lesionWeight > 0
            ? GuidedClassifier(
                network, views: recipe.architecture.views.count,
                channels: recipe.architecture.backbone.featureChannels, using: generator) : nil
        let trained: Module = guided ?? network
        network.followBatches(atLeast: min(0.5, 20 / Double(recipe.steps)))
        trained.move(device: device)
        trained.arrangeChannelsLast()
        var state = TrainingState(
            network: trained,
            optimizer: AdamW(trained, learningRate: recipe.learningRate, weightDecay: recipe.weightDecay),
            generator: generator)
        if let checkpoint = run.checkpoint { try state.restore(from: checkpoint) }
        advance(state.step)
        let sampler = ScanSampler(recipe, scans: training)
        let queue = BatchQueue(
            state.step..<max(recipe.steps, state.step), workers: workers, ahead: 4 * workers
        ) { try sampler.batch($0) }
        var step = state.step
        let isDone = try loop.train(
            &state, saving: network, in: run, batches: queue, device: device,
            metadata: TrainedClassifier.facts(of: recipe, run.record, scans: training + validation),
            loss: { batch in
                func loss() -> Tensor {
                    guided?.loss(batch, weight: recipe.lesionWeight)
                        ?? binaryCrossEntropy(logits: network(batch[0]), batch[1], weight: batch[2])
                }
                // On a CPU bfloat16 is slower.
                guard case .cuda = device else { return loss() }
                return withMixedPrecision(on: device, loss)
            },
            validation: { judgement(of: network, device) }, shouldStop: shouldStop,
            advance: {
                step += 1
                advance(step)
            })
        for weights in isDone ? [Run.Weights.last, .best] : [] {
            try TrainedClassifier.noteValidation(
                validation, in: run[weights], by: network, recipe, device: device)
        }
        try run.end(at: time(), step: state.step)
        return isDone
    }

    private func beginWithBackbone(_ network: any Classifier) throws {
        guard !recipe.backboneWeights.isEmpty else { return }
        let file = URL(filePath: recipe.backboneWeights)
        let trunks = try TrainedClassifier.isOne(file) ? trunksOfClassifier(file) : [SafeTensors.read(file)]
        guard trunks.count <= network.trunks.count else {
            throw ClassificationError(
                "backboneWeights: \(file.path) has a trunk for each view, and \(recipe.name) one for all that it sees; give "
                    + "a model whose trunks are shared, or of one view")
        }
        for (index, trunk) in network.trunks.enumerated() {
            do { try trunk.load(trunks[min(index, trunks.count - 1)]) } catch {
                throw ClassificationError(
                    "backboneWeights: \(file.path) is no \(recipe.architecture.backbone.rawValue) of one channel: \(error)"
                )
            }
        }
    }

    private func trunksOfClassifier(_ file: URL) throws -> [[String: Tensor]] {
        let other = try TrainedClassifier(file: file)
        return other.network.trunks.map { trunk in
            Dictionary(uniqueKeysWithValues: trunk.state.map { ($0.name, $0.tensor) })
        }
    }

    /// The area under the ROC curve and the mean loss on validation; the score is the area.
    private func judgement(
        of network: any Classifier, _ device: Device
    ) -> TrainingLoop.Judgement {
        let logits = network.logits(of: validation, by: recipe, device: device)
        func scores(_ answer: Bool) -> [Double] {
            zip(validation, logits).filter { $0.0.answer == answer }.map(\.1)
        }
        let area = AUC(positives: scores(true), negatives: scores(false))?.value ?? 0.5
        let answers = Tensor(validation.map { Float($0.answer ? 1 : 0) }, shape: [validation.count])
        let loss = binaryCrossEntropy(logits: Tensor(logits.map(Float.init), shape: [logits.count]), answers)
            .item
        return .init(score: area, metrics: ["AUC": area, "loss on validation": loss])
    }

    /// Tells cohorts apart: a digest of who is learnt from and judged by, with their answers and counts.
    public var fingerprint: String {
        let lines = (training + validation).map { scan in
            "\(scan.patient) \(scan.part) \(scan.answer) \(scan.views.map(\.total))\n"
        }
        return SHA256.digest(of: Data(lines.joined().utf8))
    }

    private var loop: TrainingLoop {
        var loop = TrainingLoop(steps: recipe.steps, schedule: recipe.schedule)
        if recipe.mostGradientNorm > 0 { loop.mostGradientNorm = recipe.mostGradientNorm }
        loop.validateEvery = recipe.validateEvery
        if recipe.patience > 0 { loop.patience = recipe.patience }
        loop.checkpointEvery = recipe.checkpointEvery
        return loop
    }
}

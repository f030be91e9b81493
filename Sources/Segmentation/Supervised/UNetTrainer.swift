import Foundation
import Scintigraphy
public import Torch
public import Training

/// Trains a U-Net by a recipe on labelled views: what can be told from as many patients when all labels are known.
public struct UNetTrainer: Sendable {
    /// What decides all.
    public let recipe: UNetRecipe
    private let training: [LabelledView]
    private let validation: [LabelledView]

    /// Throws where there is no view with labels to learn from, or to be judged by.
    public init(_ recipe: UNetRecipe, views: [LabelledView]) throws(SegmentationError) {
        try recipe.check()
        self.recipe = recipe
        func labelled(_ part: Part) -> [LabelledView] {
            views.filter { $0.part == part && ($0.bones != nil || $0.foci != nil) }
        }
        (training, validation) = (labelled(.training), labelled(.validation))
        guard !training.isEmpty, !validation.isEmpty else {
            throw SegmentationError(
                "there are \(training.count) views with masks of bones or lesions for training and \(validation.count) for "
                    + "validation; give a cohort that was simulated, or change validationPatients and testPatients"
            )
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
        let network = UNet(recipe, using: generator)
        network.move(device: device)
        network.arrangeChannelsLast()
        var state = TrainingState(
            network: network,
            optimizer: AdamW(
                network, learningRate: recipe.learningRate, weightDecay: recipe.weightDecay,
                sparesVectors: true),
            generator: generator)
        if let checkpoint = run.checkpoint { try state.restore(from: checkpoint) }
        advance(state.step)
        let sampler = LabelledViewSampler(recipe, views: training)
        let queue = BatchQueue(
            state.step..<max(recipe.steps, state.step), workers: workers, ahead: 2 * workers
        ) { try sampler.batch($0) }
        var step = state.step
        let isDone = try recipe.loop.train(
            &state, in: run, batches: queue, device: device,
            metadata: TrainedUNet.facts(of: recipe, run.record),
            loss: { batch in
                func loss() -> Tensor {
                    recipe.loss(network(batch[0]).to(.float32), classes: batch[1], foci: batch[2])
                }
                return recipe.mixedPrecision ? withMixedPrecision(on: device, loss) : loss()
            },
            validation: {
                let found = try UNetValidation(network, on: validation, recipe, device: device)
                return .init(score: found.score, metrics: found.metrics)
            },
            shouldStop: shouldStop,
            advance: {
                step += 1
                advance(step)
            })
        for weights in isDone ? [Run.Weights.last, .best] : [] {
            try noteValidation(in: run[weights], by: network, device)
        }
        try run.end(at: time(), step: state.step)
        return isDone
    }

    /// Adds what the weights of a file are worth to what it says of itself.
    private func noteValidation(in file: URL, by network: UNet, _ device: Device) throws {
        let tensors = try SafeTensors.read(file)
        try network.load(tensors)
        network.evaluate()
        var facts = try SafeTensors.metadata(file)
        facts[UNetValidation.fact] = try withoutGradient {
            try UNetValidation(network, on: validation, recipe, device: device)
        }.text
        try SafeTensors.write(tensors, metadata: facts, to: file)
    }

    /// Tells cohorts apart: a digest of who is learnt from and judged by, with their counts and labels.
    public var fingerprint: String { (training + validation).fingerprint }
}

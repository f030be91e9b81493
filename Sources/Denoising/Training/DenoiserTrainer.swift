import Foundation
import Scintigraphy
public import Torch
public import Training

/// Trains a denoiser by a recipe on frames.
public struct DenoiserTrainer: Sendable {
    /// What decides all.
    public let recipe: DenoiserRecipe
    private let training: [Frame]
    private let validation: [Frame]

    /// Throws where there is nothing to learn from or to be judged by, or the recipe asks for what frames lack.
    public init(_ recipe: DenoiserRecipe, frames: [Frame]) throws(DenoisingError) {
        try recipe.check()
        self.recipe = recipe
        training = frames.filter { $0.part == .training }
        validation = frames.filter { $0.part == .validation }
        guard !training.isEmpty, !validation.isEmpty else {
            throw DenoisingError(
                "the cohort has \(training.count) images for training and \(validation.count) for validation; give "
                    + "one with more patients, or change validationPatients and testPatients")
        }
        if recipe.target == .mean, let frame = training.first(where: { $0.mean == nil }) {
            throw DenoisingError(
                "\(frame.patient) has no expected counts, which target mean needs; simulate with --mean, or choose "
                    + "target independent")
        }
        if let frame = training.first(where: { min($0.reference.rows, $0.reference.columns) < recipe.patch })
        {
            throw DenoisingError(
                "\(frame.patient) has an image of \(frame.reference.rows) × \(frame.reference.columns), smaller than "
                    + "patch, \(recipe.patch); give a smaller patch")
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
        let network = recipe.architecture.make(using: generator)
        network.move(device: device)
        if device != .cpu { network.arrangeChannelsLast() }
        var state = TrainingState(
            network: network, optimizer: Adam(network, learningRate: recipe.learningRate),
            average: decay > 0 ? MovingAverage(of: network, decay: decay) : nil,
            generator: generator)
        if let checkpoint = run.checkpoint { try state.restore(from: checkpoint) }
        advance(state.step)

        let sampler = PatchSampler(recipe, frames: training)
        let queue = BatchQueue(
            state.step..<max(recipe.steps, state.step), workers: workers, ahead: 4 * workers
        ) {
            try sampler.batch($0)
        }
        let judges = try ValidationSet(recipe, frames: validation)
        let restorer = ImageRestorer(network, recipe.architecture, recipe.scaling, device: device)
        var step = state.step
        let isDone = try loop.train(
            &state, in: run, batches: queue, device: device,
            metadata: Denoiser.facts(of: recipe, run.record, views: training + validation),
            loss: { recipe.loss(network($0[0]), $0[1], gain: $0[2], scaling: recipe.scaling) },
            validation: { try judges.judge(restorer) }, shouldStop: shouldStop,
            advance: {
                step += 1
                advance(step)
            })
        try run.end(at: time(), step: state.step)
        return isDone
    }

    /// The recipe's decay, but never so slow that more than a tenth of the run counts: first weights would.
    private var decay: Double { max(0, min(recipe.averaging, 1 - 10 / Double(recipe.steps))) }

    /// Tells cohorts apart by those who are learnt from and judged by.
    public var fingerprint: String { (training + validation).fingerprint }

    private var loop: TrainingLoop {
        var loop = TrainingLoop(steps: recipe.steps, schedule: recipe.schedule)
        if recipe.mostGradientNorm > 0 { loop.mostGradientNorm = recipe.mostGradientNorm }
        loop.validateEvery = recipe.validateEvery
        loop.checkpointEvery = recipe.checkpointEvery
        return loop
    }
}

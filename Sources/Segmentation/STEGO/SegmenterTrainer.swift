import Foundation
import Scintigraphy
public import Torch
public import Training

/// Trains what learns on a frozen backbone, by the recipe's method, and its probes.
public struct SegmenterTrainer: Sendable {
    /// What decides all.
    public let recipe: SegmenterRecipe
    private let training: [LabelledView]
    private let validation: [LabelledView]

    /// Throws where there are fewer views to learn from than a batch has, or fewer than two to be judged by, or the
    /// backbone is missing or does not fit the recipe.
    public init(_ recipe: SegmenterRecipe, views: [LabelledView]) throws {
        try recipe.check()
        self.recipe = recipe
        training = views.filter { $0.part == .training }
        validation = views.filter { $0.part == .validation }
        guard training.count >= recipe.batch, validation.count >= 2 else {
            throw SegmentationError(
                "there are \(training.count) views for training and \(validation.count) for validation, but \(recipe.batch) "
                    + "and 2 are needed; give a cohort with more patients, or change batch, validationPatients and "
                    + "testPatients")
        }
        let seen = "\((training + validation).fingerprint) \(try recipe.frozenBackbone().hash)"
        fingerprint = SHA256.digest(of: Data(seen.utf8))
    }

    /// How many views the backbone looks at before the first step.
    public var viewCount: Int { training.count + validation.count }

    /// Trains to the recipe's last step, or until it should stop.
    ///
    /// - Parameters:
    ///   - run: takes notes, checkpoints and weights; it goes on from its checkpoint where it has one.
    ///   - device: where networks compute, and features are kept.
    ///   - workers: how many batches are drawn at a time beside it.
    ///   - time: as ISO 8601 has it, for the run's record.
    ///   - shouldStop: asked before each step, and before each view.
    ///   - looked: told after each view that the backbone has looked at.
    ///   - advance: told the steps made in all, first before the first.
    /// - Returns: whether it is done; false where it was asked to stop.
    public func train(
        in run: Run, device: Device, workers: Int, time: () -> String, shouldStop: () -> Bool = { false },
        looked: () -> Void = {}, advance: (Int) -> Void = { _ in }
    ) throws -> Bool {
        let backbone = try recipe.frozenBackbone()
        backbone.network.move(device: device)
        guard
            let views = try ViewFeatures(
                of: training, mirrored: false, by: backbone, recipe, device: device, shouldStop: shouldStop,
                advance: looked),
            let others = try ViewFeatures(
                of: validation, mirrored: true, by: backbone, recipe, scale: views.scale, device: device,
                shouldStop: shouldStop, advance: looked)
        else {
            try run.end(at: time(), step: 0)
            return false
        }
        let generator = Generator(seed: recipe.seed)
        let network = Segmenter(
            backbone.network, width: backbone.architecture.width, recipe, using: generator)
        network.move(device: device)
        try network.scale.load(
            Dictionary(uniqueKeysWithValues: views.scale.state.map { ($0.name, $0.tensor) }))
        let learner = network.learner
        let optimizer = Adam(learner, learningRate: recipe.learningRate)
        optimizer.paces = learner.paces(probes: recipe.probeLearningRate / recipe.learningRate)
        var state = TrainingState(network: learner, optimizer: optimizer, generator: generator)
        if let checkpoint = run.checkpoint {
            try state.restore(from: checkpoint)
        } else {
            try learner.begin(with: views, recipe)
        }
        advance(state.step)
        let queue = BatchQueue(
            state.step..<max(recipe.steps, state.step), workers: workers, ahead: 4 * workers,
            make: recipe.method.batches(recipe, of: views))
        let judge = SegmenterJudge(recipe, on: others, device: device)
        var step = state.step
        let isDone = try recipe.loop.train(
            &state, saving: network, in: run, batches: queue, device: device,
            metadata: TrainedSegmenter.facts(of: recipe, run.record, backbone, isLabelled: views.isLabelled),
            loss: { learner.loss($0, of: views, recipe) },
            validation: { try judge(learner) }, shouldStop: shouldStop,
            advance: {
                step += 1
                advance(step)
            })
        for weights in isDone && views.isLabelled && others.isLabelled ? [Run.Weights.last, .best] : [] {
            try SegmenterValidation.note(on: others, in: run[weights], by: network, clusters: recipe.clusters)
        }
        try run.end(at: time(), step: state.step)
        return isDone
    }

    /// Tells trainings apart: a digest of who is learnt from and judged by, with their counts and labels, and of the
    /// backbone.
    public let fingerprint: String
}

import Foundation
import Scintigraphy
public import Torch
public import Training

/// Trains a backbone by a recipe on views without labels.
public struct BackboneTrainer: Sendable {
    /// What decides all.
    public let recipe: BackboneRecipe
    private let training: [ScanView]
    private let validation: [ScanView]

    /// Throws where there is no view to learn from, or fewer than two to be judged by.
    public init(_ recipe: BackboneRecipe, views: [ScanView]) throws(SegmentationError) {
        try recipe.check()
        self.recipe = recipe
        training = views.filter { $0.part == .training }
        validation = views.filter { $0.part == .validation }
        guard !training.isEmpty, validation.count >= 2 else {
            throw SegmentationError(
                "there are \(training.count) views for training and \(validation.count) for validation; give a cohort "
                    + "with more patients, or change validationPatients and testPatients")
        }
    }

    /// Trains to the recipe's last step, or until it should stop. Of a distillation the teacher's weights are kept.
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
        let lesson = try lesson(using: generator, device)
        var state = TrainingState(
            network: lesson.network,
            optimizer: AdamW(
                lesson.network, learningRate: recipe.learningRate, weightDecay: recipe.weightDecay,
                sparesVectors: true),
            average: lesson.average, generator: generator)
        if let checkpoint = run.checkpoint { try state.restore(from: checkpoint) }
        advance(state.step)
        let queue = BatchQueue(
            state.step..<max(recipe.steps, state.step), workers: workers, ahead: 2 * workers,
            make: lesson.batch)
        var step = state.step
        let isDone = try recipe.loop.train(
            &state, saving: lesson.backbone, in: run, batches: queue, device: device,
            metadata: TrainedBackbone.facts(of: recipe, run.record),
            loss: { batch in
                guard recipe.mixedPrecision else { return lesson.loss(batch, step) }
                return withMixedPrecision(on: device) { lesson.loss(batch, step) }
            },
            validation: lesson.judgement, shouldStop: shouldStop,
            advance: {
                step += 1
                advance(step)
            })
        try run.end(at: time(), step: state.step)
        return isDone
    }

    /// What a method brings to the loop.
    private struct Lesson {
        let network: Module
        let backbone: VisionTransformer
        /// Whose weights are kept in the network's place, if any.
        var average: MovingAverage?
        let batch: @Sendable (Int) throws -> Batch
        /// Of a batch at a step.
        let loss: ([Tensor], Int) -> Tensor
        let judgement: () -> TrainingLoop.Judgement
    }

    private func lesson(using generator: Generator, _ device: Device) throws -> Lesson {
        let (views, others) = (training.map(\.view), validation.map(\.view))
        switch recipe.method {
        case .distillation:
            let network = SelfDistillation(
                try firstBackbone(.dino, using: generator),
                ProjectionHead(recipe.architecture.width, outputs: recipe.outputs, using: generator))
            network.move(device: device)
            let teacher = MovingAverage(of: network, decay: recipe.teacherMomentum)
            let sampler = CropSampler(recipe, views: views)
            let judge = try BackboneJudge(recipe, views: others)
            let loss = DistillationLoss(recipe)
            let kept = recipe.keptEpochs * Double(views.count) / Double(recipe.batch)
            return Lesson(
                network: network, backbone: network.backbone, average: teacher,
                batch: { try sampler.batch($0) },
                loss: { batch, step in
                    network.loss(
                        batch, of: recipe.batch, loss, teacher: teacher,
                        keepingLastLayer: Double(step) < kept,
                        centreMomentum: recipe.centreMomentum)
                }, judgement: { judge(network, loss, device) })
        case .masking:
            let network = MaskedAutoencoder(
                try firstBackbone(.masked, using: generator), width: recipe.architecture.width,
                patch: recipe.architecture.patch, grid: recipe.grid, using: generator)
            network.move(device: device)
            let sampler = MaskSampler(recipe, views: views)
            let judge = try MaskJudge(recipe, views: others)
            return Lesson(
                network: network, backbone: network.backbone, batch: { try sampler.batch($0) },
                loss: { batch, _ in
                    network.loss(batch[0], order: batch[1].to(.int64), seen: recipe.seenPatches)
                }, judgement: { judge(network, device) })
        }
    }

    private func firstBackbone(
        _ start: TransformerStart, using generator: Generator
    ) throws -> VisionTransformer {
        let backbone = recipe.architecture.make(channels: 1, start: start, using: generator)
        guard !recipe.weights.isEmpty else { return backbone }
        let file = URL(filePath: recipe.weights)
        let tensors = try SafeTensors.read(file)
        do { try backbone.load(tensors) } catch {
            throw SegmentationError(
                "weights: \(file.path) is no \(recipe.architecture.rawValue) of one channel: \(error)")
        }
        return backbone
    }

    /// Tells cohorts apart: a digest of who is learnt from and judged by, with their counts.
    public var fingerprint: String {
        let lines = (training + validation).map { "\($0.patient) \($0.part) \($0.view.image.total)\n" }
        return SHA256.digest(of: Data(lines.joined().utf8))
    }
}

extension DistillationLoss {
    init(_ recipe: BackboneRecipe) {
        self.init(
            studentTemperature: recipe.studentTemperature, teacherTemperature: recipe.teacherTemperature)
    }
}

import Foundation
public import Torch

/// How a network is trained, whatever it learns.
public struct TrainingLoop: Sendable {
    /// The steps of the optimiser, from the first to the last.
    public var steps: Int
    /// The learning rate of each.
    public var schedule: LearningRateSchedule
    /// The optimiser's weight decay at each; `nil` for the one that it was made with.
    public var weightDecay: LearningRateSchedule?
    /// How much of the averaged parameters stays at each; `nil` for what the average was made with.
    public var averageDecay: LearningRateSchedule?
    /// The longest gradient, as its Euclidean norm over all parameters; `nil` for any.
    public var mostGradientNorm: Double?
    /// After how many steps the mean loss is noted. Reading it is what makes a GPU wait.
    public var noteEvery = 50
    /// After how many steps the network is judged.
    public var validateEvery = 1000
    /// After how many judgements without a better one training ends early; `nil` for never.
    public var patience: Int?
    /// After how many steps a checkpoint is left.
    public var checkpointEvery = 500

    /// So many steps at these learning rates.
    public init(steps: Int, schedule: LearningRateSchedule, mostGradientNorm: Double? = nil) {
        self.steps = steps
        self.schedule = schedule
        self.mostGradientNorm = mostGradientNorm
    }

    /// What becomes of the network on patients that it does not learn from.
    public struct Judgement: Sendable {
        /// By which the best weights are chosen: more is better.
        public let score: Double
        /// What is noted, by names.
        public let metrics: [String: Double]

        /// A score, which is noted as `score`, and more.
        public init(score: Double, metrics: [String: Double] = [:]) {
            self.score = score
            self.metrics = metrics.merging(["score": score]) { $1 }
        }
    }

    /// Trains from where `state` is to the last step, to the end of its patience, or until it should stop.
    ///
    /// - Parameters:
    ///   - state: what is trained; where its run was resumed, it goes on to the same weights, bit for bit.
    ///   - part: the part of the network whose weights are kept; all of it where `nil`.
    ///   - run: takes notes, checkpoints, and the best and the last weights.
    ///   - queue: the batches from `state.step` on.
    ///   - device: where the network is.
    ///   - metadata: what the files of weights say of themselves.
    ///   - loss: one number for a batch's tensors.
    ///   - validation: judges the network, which is in evaluation then and has its averaged parameters.
    ///   - shouldStop: asked before each step; a checkpoint is left then.
    ///   - advance: told after each step.
    /// - Throws: where the loss is no longer a number, or a file cannot be written.
    /// - Returns: whether it is done; false where it was asked to stop.
    public func train(
        _ state: inout TrainingState, saving part: Module? = nil, in run: Run, batches queue: BatchQueue,
        device: Device, metadata: [String: String], loss: ([Tensor]) -> Tensor,
        validation: () throws -> Judgement,
        shouldStop: () -> Bool = { false }, advance: () -> Void = {}
    ) throws -> Bool {
        var feed = Feed(queue, to: device)
        var losses = Tensor.zeros([], device: device)
        var summed = 0
        state.network.train()
        while state.step < steps, run.scoresSinceBest < patience ?? .max {
            if shouldStop() {
                try leaveCheckpoint(state, after: losses, in: run)
                return false
            }
            let batch = try feed.next(left: steps - state.step)
            let loss = loss(batch)
            loss.backward()
            if let mostGradientNorm { clipGradients(of: state.network, norm: mostGradientNorm) }
            state.optimizer.learningRate = schedule(state.step)
            if let weightDecay { state.optimizer.weightDecay = weightDecay(state.step) }
            state.optimizer.step()
            if let averageDecay { state.average?.decay = averageDecay(state.step) }
            state.average?.update()
            state.step += 1

            losses = losses + loss.detached()
            summed += 1
            if state.step % noteEvery == 0 || state.step == steps {
                try note(losses.item / Double(summed), at: state.step, in: run)
                (losses, summed) = (.zeros([], device: device), 0)
            }
            if state.step % validateEvery == 0 || state.step == steps {
                try judge(state, part ?? state.network, in: run, metadata, validation)
            }
            if state.step % checkpointEvery == 0 || state.step == steps {
                try leaveCheckpoint(state, after: losses, in: run)
            }
            advance()
        }
        try averaged(state) { try run.write(part ?? state.network, as: .last, step: state.step, metadata) }
        return true
    }

    /// Never in the place of a good one where the losses since the last note are no numbers.
    private func leaveCheckpoint(_ state: TrainingState, after losses: Tensor, in run: Run) throws {
        try check(losses.item, at: state.step, in: run)
        try run.leaveCheckpoint(state)
    }

    private func check(_ loss: Double, at step: Int, in run: Run) throws(TrainingError) {
        guard loss.isFinite else {
            throw TrainingError(
                "\(run.url.path): the loss is no longer a number before step \(step); begin anew with a lower "
                    + "learning rate or shorter gradients")
        }
    }

    private func note(_ loss: Double, at step: Int, in run: Run) throws {
        try check(loss, at: step, in: run)
        try run.note(["loss": loss, "learning rate": schedule(step - 1)], at: step)
    }

    /// Keeps the weights where they are the best so far.
    private func judge(
        _ state: TrainingState, _ kept: Module, in run: Run, _ metadata: [String: String],
        _ validation: () throws -> Judgement
    ) throws {
        try averaged(state) {
            let judgement = try withoutGradient(validation)
            if judgement.score > run.bestScore ?? -.infinity {
                try run.write(kept, as: .best, step: state.step, metadata)
            }
            try run.note(judgement.metrics, at: state.step)
        }
    }

    /// Runs `body` with the network in evaluation, with the averaged parameters where there are any.
    private func averaged(_ state: TrainingState, _ body: () throws -> Void) throws {
        state.network.evaluate()
        defer { state.network.train() }
        if let average = state.average { try average.inPlace(body) } else { try body() }
    }
}

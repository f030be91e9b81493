import Foundation
import TestSupport
import Testing
import Torch
import Training

@testable import Segmentation

/// DINO's training, step by step, against a transcription in PyTorch: Fixtures/timm/distillation.py.
@Suite(.tags(.golden)) struct SelfDistillationTests {
    let peer: [String: Tensor]

    init() throws { peer = try SafeTensors.read(fixture("timm/distillation.safetensors")) }

    private let loss = DistillationLoss(studentTemperature: 0.1, teacherTemperature: 0.04)

    @Test func lossAndItsGradientAreThePeers() throws {
        func numbers(_ tensor: Int, _ shape: [Int]) -> Tensor {
            Tensor(CounterNumbers.values(tensor: tensor, count: shape.reduce(1, *)), shape: shape).to(
                .float64)
        }
        let answers = (numbers(1, [5, 4, 20]) / 4).requiringGradient()
        let found = loss(answers, targets: numbers(2, [2, 4, 20]) / 4, centre: numbers(3, [1, 20]) / 10)
        try expectClose(found, peer["loss"], within: 1e-7)
        try expectClose(gradient(of: found, withRespectTo: [answers])[0], peer["loss.gradient"], within: 1e-7)
    }

    /// Student, teacher and centre after four steps in 64 bits, with the schedules of learning rate, weight decay and the
    /// teacher's momentum, clipped gradients, and a last layer that stays for two of them. 1e-6: 32 bits of the peer's
    /// numbers.
    @Test func fourStepsAreThePeers() throws {
        let (images, steps) = (4, 4)
        let generator = Generator(seed: 0)
        let network = SelfDistillation(
            VisionTransformer(
                patch: 4, width: 12, heads: 3, depth: 2, channels: 1, side: 3, using: generator),
            ProjectionHead(12, hidden: 16, bottleneck: 8, outputs: 20, using: generator))
        try CounterNumbers.fill(network)
        network.move(to: .float64)
        let teacher = MovingAverage(of: network, decay: 0)
        var state = TrainingState(
            network: network, optimizer: AdamW(network, weightDecay: 0, sparesVectors: true),
            average: teacher,
            generator: generator)
        var loop = TrainingLoop(
            steps: steps, schedule: .cosine(peak: 1e-2, floor: 1e-6, steps: steps), mostGradientNorm: 0.5)
        loop.weightDecay = .cosine(peak: 0.04, floor: 0.4, steps: steps)
        loop.averageDecay = .cosine(peak: 0.9, floor: 1, steps: steps)
        let queue = BatchQueue(0..<steps, workers: 1, ahead: 1) { step in
            func crops(_ count: Int, _ seed: Int, _ rows: Int, _ columns: Int) -> Batch.Array {
                let shape = [count * images, 1, rows, columns]
                return .init(CounterNumbers.image(seed, shape: shape).floats, shape: shape)
            }
            return Batch([crops(2, 10 + 2 * step, 12, 12), crops(3, 11 + 2 * step, 4, 8)])
        }
        var losses: [Float] = []
        try withTemporaryFolder { folder in
            let record = RunRecord(
                software: "test", commit: nil, seed: 0, cohort: "", session: .init(device: "cpu", began: ""))
            let run = try Run(at: folder.appending(path: "run"), configuration: "", record: record)
            _ = try loop.train(
                &state, in: run, batches: queue, device: .cpu, metadata: [:],
                loss: { batch in
                    let found = network.loss(
                        batch.map { $0.to(.float64) }, of: images, loss, teacher: teacher,
                        keepingLastLayer: losses.count < 2, centreMomentum: 0.9)
                    losses.append(Float(found.item))
                    return found
                }, validation: { .init(score: 0) })
        }
        try expectClose(Tensor(losses), peer["losses"], within: 1e-6)
        for (name, tensor) in network.state {
            let theirs = name == "centre" ? name : "student.\(name)"
            try expectClose(tensor, peer[theirs], within: 1e-6, "\(theirs)")
        }
        for (name, tensor) in teacher.state where name != "centre" {
            try expectClose(tensor, peer["teacher.\(name)"], within: 1e-6, "teacher.\(name)")
        }
    }
}

import TestSupport
import Testing
import Torch

/// A linear classifier trained by each optimiser, against PyTorch: Fixtures/torch/optim.py.
///
/// 1e-6 is a few roundings of Float32 per step; a wrong bias correction or decay misses by 1e-2.
@Suite(.tags(.golden)) struct OptimTests {
    let peer: [String: Tensor]
    let steps = 12

    init() throws { peer = try SafeTensors.read(fixture("torch/optim.safetensors")) }

    func classifier() throws -> Linear {
        let layer = Linear(4, 3, using: Generator(seed: 0))
        try layer.load(selected("start."))
        return layer
    }

    /// The peer's tensors whose names begin with `prefix`, without it.
    func selected(_ prefix: String) -> [String: Tensor] {
        peer.reduce(into: [:]) { found, entry in
            if entry.key.hasPrefix(prefix) { found[String(entry.key.dropFirst(prefix.count))] = entry.value }
        }
    }

    func differentiate(_ layer: Linear) throws {
        crossEntropy(logits: layer(try #require(peer["x"])), Tensor((0..<9).map { $0 % 3 })).backward()
    }

    enum Kind: String, CaseIterable {
        case sgd, momentum, nesterov, adam, adamw, spared, paced

        func make(_ layer: Linear) -> Optimizer {
            switch self {
            case .sgd: return SGD(layer, learningRate: 0, weightDecay: 0.05)
            case .momentum: return SGD(layer, learningRate: 0, momentum: 0.9)
            case .nesterov:
                return SGD(layer, learningRate: 0, momentum: 0.9, weightDecay: 0.05, nesterov: true)
            case .adam: return Adam(layer, learningRate: 0, weightDecay: 0.05)
            case .adamw: return AdamW(layer, learningRate: 0, weightDecay: 0.05)
            case .spared: return AdamW(layer, learningRate: 0, weightDecay: 0.5, sparesVectors: true)
            case .paced:
                let optimizer = Adam(layer, learningRate: 0)
                optimizer.paces = ["b": 3, "bias": 10, "bi": 2]
                return optimizer
            }
        }
    }

    @Test(arguments: Kind.allCases) func followsPeer(kind: Kind) throws {
        let layer = try classifier()
        let optimizer = kind.make(layer)
        for step in 0..<steps {
            optimizer.learningRate = 0.1 / Double(step + 1)
            try differentiate(layer)
            optimizer.step()
        }
        let found = optimizer.state.merging(layer.state.map { ($0.name, $0.tensor) }) { $1 }
        let expected = selected("\(kind.rawValue).")
        #expect(found.keys.sorted() == expected.keys.sorted())
        for (name, value) in expected {
            try expectClose(try #require(found[name]), value, within: 1e-6, "\(name)")
        }
    }

    @Test(arguments: Kind.allCases) func goesOnFromItsState(kind: Kind) throws {
        let layer = try classifier()
        let twin = try classifier()
        var optimizer = kind.make(twin)
        let uninterrupted = kind.make(layer)
        for step in 0..<steps {
            if step == steps / 2 {
                let saved = optimizer.state
                optimizer = kind.make(twin)
                try optimizer.load(saved)
            }
            for (optimizer, layer) in [(uninterrupted, layer), (optimizer, twin)] {
                optimizer.learningRate = 0.1
                try differentiate(layer)
                optimizer.step()
            }
        }
        try expectIdentical(twin.weight.value, layer.weight.value)
        try expectIdentical(twin.bias?.value, layer.bias?.value)
    }

    @Test func leavesAloneWhatHasNoGradient() throws {
        let layer = try classifier()
        let optimizer = AdamW(layer, learningRate: 0.1, weightDecay: 0.05)
        optimizer.step()
        try expectIdentical(layer.weight.value, peer["start.weight"])
        #expect(optimizer.state.isEmpty)
        try differentiate(layer)
        optimizer.step()
        #expect(layer.parameters.allSatisfy { $0.parameter.gradient == nil })
    }

    @Test func refusesForeignState() throws {
        let layer = try classifier()
        let optimizer = Adam(layer)
        try differentiate(layer)
        optimizer.step()
        let good = optimizer.state
        for (change, sentence) in [
            (["weight.exp_avg": nil], "needs weight.exp_avg as [3, 4], not absent"),
            (["bias.exp_avg_sq": Tensor.zeros([4])], "needs bias.exp_avg_sq as [3], not [4]"),
            (["scale.exp_avg": Tensor.zeros([4])], "no place for scale.exp_avg"),
        ] as [([String: Tensor?], String)] {
            var bad = good
            bad["weight.exp_avg"] = .ones([3, 4])  // must not be taken up
            for (name, value) in change { bad[name] = value }
            let error = #expect(throws: TorchError.self) { try optimizer.load(bad) }
            #expect(error?.description.contains(sentence) == true, "\(error?.description ?? "")")
        }
        try expectIdentical(optimizer.state["weight.exp_avg"], good["weight.exp_avg"])
    }

    /// The fused kernels walk memory: parameters with gaps or shared elements would be written beside.
    @Test func refusesParametersThatAreNotDense() throws {
        final class Odd: Module {
            let weight: Parameter
            init(_ weight: Tensor) { self.weight = Parameter(weight) }
        }
        for weight in [Tensor.zeros([4, 3])[0..., 0], Tensor.zeros([1]).expanded(to: [100])] {
            let module = Odd(weight)
            let optimizer = Adam(module)
            let error = #expect(throws: TorchError.self) {
                try torchErrors {
                    module.weight.value.sum().backward()
                    optimizer.step()
                }
            }
            #expect(error?.description.contains("has gaps or shares elements") == true)
        }
    }

    @Test func clipsToTheGlobalNorm() throws {
        let layer = try classifier()
        try differentiate(layer)
        try expectClose(clipGradients(of: layer, norm: 0.1), peer["clip.norm"], within: 1e-6)
        try expectClose(try #require(layer.weight.gradient), peer["clip.weight"], within: 1e-6)
        try expectClose(try #require(layer.bias?.gradient), peer["clip.bias"], within: 1e-6)
        let clipped = try #require(layer.weight.gradient).floats
        clipGradients(of: layer, norm: 10)
        #expect(layer.weight.gradient?.floats == clipped)
    }

    @Test func averagesTheParameters() throws {
        let layer = try classifier()
        let average = MovingAverage(of: layer, decay: 0.8)
        let optimizer = SGD(layer, learningRate: 0.5)
        for _ in 0..<steps {
            try differentiate(layer)
            optimizer.step()
            average.update()
        }
        for (name, value) in selected("average.") {
            try expectClose(try #require(average.state[name]), value, within: 1e-6, "\(name)")
        }
        let trained = layer.weight.value.floats
        try average.inPlace {
            try expectClose(layer.weight.value, peer["average.weight"], within: 1e-6)
        }
        #expect(layer.weight.value.floats == trained)
        try expectClose(try #require(average.state["weight"]), peer["average.weight"], within: 1e-6)
    }

    @Test(arguments: [
        ("step", LearningRateSchedule.step(initial: 0.3, factor: 0.4, every: 3)),
        ("cosine", .cosine(peak: 0.3, floor: 0.01, warmUp: 4, steps: 14)),
    ])
    func schedules(name: String, schedule: LearningRateSchedule) throws {
        let rates = Tensor((0..<14).map { Float(schedule($0)) }, shape: [14])
        try expectClose(rates, peer["rates.\(name)"], within: 1e-6)
    }

    @Test func cosineStaysAtItsFloor() {
        let schedule = LearningRateSchedule.cosine(peak: 0.3, floor: 0.01, warmUp: 4, steps: 14)
        #expect(schedule(14) == 0.01)
        #expect(schedule(1000) == 0.01)
        #expect(LearningRateSchedule.constant(0.2)(1000) == 0.2)
    }
}

import TestSupport
import Testing
import Torch

/// Forward, gradients and running statistics of every layer against PyTorch, in training and in evaluation. The
/// cases are those of Fixtures/torch/layers.py, line by line.
@Suite(.tags(.golden)) struct LayerTests {
    static let cases: [(name: String, make: @Sendable (Generator) -> any Layer)] = [
        ("Conv2d", { Conv2d(4, 6, kernel: 3, padding: 1, using: $0) }),
        (
            "Conv2d, uneven",
            {
                Conv2d(
                    4, 6, kernel: Pair(1, 3), stride: Pair(2, 1), padding: Pair(0, 2), dilation: Pair(1, 2),
                    groups: 2,
                    bias: false, using: $0)
            }
        ),
        ("ConvTranspose2d", { ConvTranspose2d(4, 6, kernel: 2, stride: 2, using: $0) }),
        (
            "ConvTranspose2d, uneven",
            {
                ConvTranspose2d(
                    4, 6, kernel: 3, stride: 2, padding: 1, outputPadding: 1, groups: 2, bias: false,
                    using: $0)
            }
        ),
        ("Linear", { Linear(6, 5, using: $0) }),
        ("Linear without bias", { Linear(6, 5, bias: false, using: $0) }),
        ("BatchNorm2d", { _ in BatchNorm2d(4) }),
        ("BatchNorm2d of Keras", { _ in BatchNorm2d(4, momentum: 0.01, epsilon: 1e-3) }),
        ("LayerNorm", { _ in LayerNorm(6, epsilon: 1e-6) }),
        ("GroupNorm", { _ in GroupNorm(2, channels: 4) }),
    ]

    @Test(arguments: cases.map(\.name), ["train", "evaluate"])
    func matchesPeer(name: String, mode: String) throws {
        let tolerance = OperationTests.tolerance
        let make = try #require(Self.cases.first { $0.name == name }?.make)
        let layer = make(Generator(seed: 0))
        let peer = try Peer("torch/layers.safetensors", name)
        try layer.load(peer.named("state."))
        layer.train(mode == "train")
        let run = peer.named("\(mode)/")
        let x = try #require(run["in.0"]).requiringGradient()
        let output = try torchErrors { layer(x) }
        try expectClose(output, run["out"], within: tolerance)
        let parameters = layer.parameters
        let differentiated = [x] + parameters.map(\.parameter.value)
        let gradients = try torchErrors {
            gradient(of: output, withRespectTo: differentiated, cotangent: run["cotangent"])
        }
        for (name, found) in zip(["0"] + parameters.map(\.name), gradients) {
            try expectClose(found, run["grad.\(name)"], within: tolerance, "gradient of \(name)")
        }
        for (name, value) in layer.state {
            // Parameters do not move; running statistics do, and the peer tells where to.
            guard name.contains("running") || run["after.\(name)"] != nil else { continue }
            try expectClose(value, run["after.\(name)"], within: tolerance, "\(name) after the step")
        }
    }

    /// One value per channel has no variance; PyTorch refuses it in the same words.
    @Test func batchNormNeedsMoreThanOneValue() throws {
        let norm = BatchNorm2d(4)
        let error = #expect(throws: TorchError.self) { try torchErrors { _ = norm(.ones([1, 4, 1, 1])) } }
        #expect(error?.description.contains("more than one value per channel") == true)
        #expect(norm.running_var.value.floats == [1, 1, 1, 1])
        norm.evaluate()
        #expect(norm(.ones([1, 4, 1, 1])).isFinite)
    }

    /// Keras 3 follows the variance over n; the gradient is the same.
    @Test func batchNormMayFollowTheVarianceOverN() throws {
        let x = Tensor.normal([2, 4, 3, 2], using: Generator(seed: 1)).requiringGradient()
        let norms = (0...1).map { BatchNorm2d(4, momentum: 0.25, correction: $0) }
        let gradients = norms.map { gradient(of: ($0($0(x)) * x).sum(), withRespectTo: [x])[0] }
        try expectIdentical(gradients[0], gradients[1])
        for (correction, norm) in norms.enumerated() {
            let first = x.variance(dim: 0, 2, 3, correction: Double(correction))
            let second = BatchNorm2d(4)(x).variance(dim: 0, 2, 3, correction: Double(correction))
            try expectClose(
                norm.running_var.value, (0.75 + first * 0.25) * 0.75 + second * 0.25, within: 1e-6)
        }
    }
}

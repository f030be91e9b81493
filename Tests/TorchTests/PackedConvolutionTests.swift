import TestSupport
import Testing

@testable import Torch

/// A convolution that CWinograd does not compute, with what follows it.
struct PackedCase: CustomTestStringConvertible, Sendable {
    var inputs = 32
    var outputs = 48
    var kernel = Pair(1, 1)
    var stride = 1
    var groups = 1
    var same = false
    var bias = false
    var activation = Activation.relu

    var testDescription: String {
        "\(kernel.rows)×\(kernel.columns), \(inputs) to \(outputs) in \(groups), stride \(stride), then \(activation)"
    }

    func layer() -> Conv2d {
        Conv2d(
            inputs, outputs, kernel: kernel, stride: stride,
            padding: Pair(kernel.rows / 2, kernel.columns / 2),
            groups: groups, same: same, bias: bias, using: Generator(seed: 1))
    }

    func image(_ rows: Int = 19, _ columns: Int = 22) -> Tensor {
        .normal([2, inputs, rows, columns], using: Generator(seed: 2))
    }

    static let all: [PackedCase] = [
        PackedCase(),
        PackedCase(bias: true, activation: .identity),
        PackedCase(stride: 2, bias: true, activation: .relu6),
        PackedCase(kernel: Pair(3, 3), stride: 2),
        PackedCase(kernel: Pair(1, 7), activation: .relu6),
        PackedCase(kernel: Pair(5, 5), activation: .identity),
        PackedCase(inputs: 1, outputs: 64, kernel: Pair(7, 7), stride: 2),
        PackedCase(inputs: 3, outputs: 5, kernel: Pair(3, 3)),
        PackedCase(outputs: 32, kernel: Pair(3, 3), groups: 32, activation: .relu6),
        PackedCase(outputs: 32, kernel: Pair(3, 3), stride: 2, groups: 32, bias: true),
        PackedCase(outputs: 32, kernel: Pair(3, 3), stride: 2, groups: 32, same: true),
        PackedCase(inputs: 1, kernel: Pair(3, 3), stride: 2, same: true, activation: .relu6),
        PackedCase(kernel: Pair(4, 5), stride: 3, same: true, bias: true),
    ]
}

/// Convolutions in inference, with normalisation, activation and addition in one pass, against the four steps in double
/// precision.
@Suite(.tags(.property)) struct PackedConvolutionTests {
    static let tolerance: Float = 2e-6

    /// Whose values all differ from those of an untrained one.
    func norm(_ channels: Int, seed: UInt64 = 3) throws -> BatchNorm2d {
        let generator = Generator(seed: seed)
        let norm = BatchNorm2d(channels, epsilon: 1e-3)
        try norm.load([
            "weight": .uniform([channels], in: 0.5..<1.5, using: generator),
            "bias": .uniform([channels], in: -1..<1, using: generator),
            "running_mean": .uniform([channels], in: -1..<1, using: generator),
            "running_var": .uniform([channels], in: 0.5..<1.5, using: generator),
        ])
        norm.evaluate()
        return norm
    }

    func composed(
        _ layer: Conv2d, _ x: Tensor, _ norm: BatchNorm2d?, _ activation: Activation, plus addend: Tensor?
    ) -> Tensor {
        // With what TensorFlow's guide says of “same”: n = ⌈size / stride⌉ windows, and half the missing zeros before.
        func zeros(_ dim: Int, _ stride: Int) -> (Int, Int) {
            let kernel = layer.weight.value.shape[dim]
            let missing = max(
                (x.shape[dim] + stride - 1) / stride * stride - stride + kernel - x.shape[dim], 0)
            return (missing / 2, missing - missing / 2)
        }
        let ((top, bottom), (left, right)) = (zeros(2, layer.stride.rows), zeros(3, layer.stride.columns))
        let bordered = layer.isSame ? x.zeroPadded(top: top, bottom: bottom, left: left, right: right) : x
        var y = bordered.to(.float64).conv2d(
            layer.weight.value.to(.float64), bias: layer.bias?.value.to(.float64), stride: layer.stride,
            padding: layer.isSame ? Pair(0, 0) : layer.padding, groups: layer.groups)
        if let norm {
            func channels(_ t: Tensor?) -> Tensor { t!.to(.float64).reshaped(1, -1, 1, 1) }
            y =
                (y - channels(norm.running_mean.value))
                / (channels(norm.running_var.value) + norm.epsilon).sqrt()
            y = y * channels(norm.weight?.value) + channels(norm.bias?.value)
        }
        y = activation(y)
        return addend.map { y + $0.to(.float64) } ?? y
    }

    @Test(arguments: PackedCase.all) func equalsItsSteps(_ convolution: PackedCase) throws {
        let (layer, norm) = (convolution.layer(), try norm(convolution.outputs))
        try withoutGradient {
            for (rows, columns) in [(19, 22), (40, 8)] {
                let x = convolution.image(rows, columns)
                let addend = Tensor.normal(layer(x).shape, using: Generator(seed: 4))
                for added in [nil, addend] {
                    let folded = layer(x, normalisedBy: norm, then: convolution.activation, plus: added)
                    #expect(folded.isChannelsLast)
                    try expectClose(
                        folded, composed(layer, x, norm, convolution.activation, plus: added),
                        within: Self.tolerance)
                    let plain = convolution.layer()
                    try expectClose(
                        plain(x, then: convolution.activation, plus: added),
                        composed(plain, x, nil, convolution.activation, plus: added), within: Self.tolerance)
                }
            }
        }
    }

    /// With a graph, and in double precision.
    @Test(arguments: PackedCase.all.filter(\.same)) func padsAlikeInTraining(_ convolution: PackedCase) throws
    {
        let (layer, x) = (convolution.layer(), convolution.image())
        try expectClose(
            layer(x), withoutGradient { composed(layer, x, nil, .identity, plus: nil) },
            within: Self.tolerance)
    }

    /// An addend that is repeated over the image.
    @Test func addsWhatIsSmaller() throws {
        let convolution = PackedCase(activation: .identity)
        let (layer, x) = (convolution.layer(), convolution.image()[0..<1])
        let addend = Tensor.normal([1, 48, 1, 1], using: Generator(seed: 4))
        try withoutGradient {
            try expectClose(
                layer(x, then: .identity, plus: addend), composed(layer, x, nil, .identity, plus: addend),
                within: Self.tolerance)
        }
    }

    @Test func followsTheNormalisationAndTheWeight() throws {
        let convolution = PackedCase()
        let (layer, x) = (convolution.layer(), convolution.image())
        let (first, second) = (try norm(48), try norm(48, seed: 5))
        try withoutGradient {
            func expectCurrent(_ norm: BatchNorm2d, _ comment: Comment) throws {
                try expectClose(
                    layer(x, normalisedBy: norm, then: .relu), composed(layer, x, norm, .relu, plus: nil),
                    within: Self.tolerance, comment)
            }
            try expectCurrent(first, "at first")
            try expectCurrent(second, "another one")
            let state = second.state.map { ($0.name, $0.tensor) }
            for (name, tensor) in state {
                var changed = Dictionary(uniqueKeysWithValues: state.map { ($0, $1 * 1) })
                changed[name] = tensor * 1.5
                try second.load(changed)
                try expectCurrent(second, "\(name) loaded")
            }
            // Statistics that follow a batch, as where a network is shown others without being taught.
            second.train()
            _ = second(layer(x) * 3)
            second.evaluate()
            try expectCurrent(second, "statistics moved")
            try layer.load(["weight": .ones([48, 32, 1, 1])])
            try expectCurrent(second, "weight loaded")
        }
    }

    /// Normalisation and ReLU of an image, of one with channels first, and of a range of an image's channels.
    @Test(arguments: [48, 30]) func normalisesInOnePass(channels: Int) throws {
        let norm = try norm(channels)
        let wide = Tensor.normal([2, channels + 16, 9, 11], using: Generator(seed: 6))
        try withoutGradient {
            for x in [wide[0..., 16...] * 1, wide.channelsLast()[0..., 16...], wide[0..., 16...]] {
                for activation in [Activation.identity, .relu, .relu6] {
                    try expectClose(norm(x, then: activation), activation(norm(x)), within: Self.tolerance)
                }
            }
        }
    }
}

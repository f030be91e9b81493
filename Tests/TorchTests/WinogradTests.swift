import TestSupport
import Testing
import Torch

/// A convolution with all that may surround it, and the size of the images.
struct ConvolutionCase: CustomTestStringConvertible, Sendable {
    enum Sampling { case plain, doubled, halved }
    var inputs = 64
    var outputs = 64
    var kernel = 3
    var shape = [1, 32, 32]
    var sampling = Sampling.plain
    var activation = Activation.identity

    var testDescription: String {
        "\(shape) \(sampling), \(kernel)×\(kernel), \(inputs) to \(outputs), then \(activation)"
    }

    func layer() -> Conv2d {
        Conv2d(inputs, outputs, kernel: kernel, padding: kernel / 2, using: Generator(seed: 1))
    }

    func image() -> Tensor {
        .normal([shape[0], inputs, shape[1], shape[2]], using: Generator(seed: 2)).requiringGradient()
    }

    func apply(_ layer: Conv2d, _ x: Tensor, plus addend: Tensor? = nil) -> Tensor {
        switch sampling {
        case .plain: layer(x, then: activation, plus: addend)
        case .doubled: layer.ofDoubled(x, then: activation, plus: addend)
        case .halved: layer.ofHalved(x, then: activation, plus: addend)
        }
    }

    /// The same, step by step, in double precision.
    func composed(_ layer: Conv2d, _ x: Tensor, plus addend: Tensor? = nil) -> Tensor {
        let x = x.to(.float64)
        let sampled =
            switch sampling {
            case .plain: x
            case .doubled: x.resized(to: Pair(2 * x.shape[2], 2 * x.shape[3]), by: .nearest)
            case .halved: x.maxPooled(kernel: 2, stride: 2)
            }
        let y = sampled.conv2d(
            layer.weight.value.to(.float64), bias: layer.bias?.value.to(.float64), padding: kernel / 2)
        let z = activation == .relu ? relu(y) : y
        return addend.map { $0.to(.float64) + z } ?? z
    }

    static let all: [ConvolutionCase] = [
        ConvolutionCase(),
        ConvolutionCase(activation: .relu),
        ConvolutionCase(inputs: 16, outputs: 48, shape: [3, 18, 22], activation: .relu),
        ConvolutionCase(inputs: 48, outputs: 16, shape: [2, 13, 27], activation: .relu),
        ConvolutionCase(inputs: 128, outputs: 256, shape: [1, 17, 16]),
        ConvolutionCase(inputs: 256, outputs: 128, shape: [2, 8, 9], sampling: .doubled, activation: .relu),
        ConvolutionCase(inputs: 32, outputs: 16, shape: [1, 11, 13], sampling: .doubled),
        ConvolutionCase(inputs: 64, outputs: 128, shape: [1, 34, 37], sampling: .halved, activation: .relu),
        ConvolutionCase(inputs: 1, outputs: 64, shape: [2, 19, 23], activation: .relu),
        ConvolutionCase(inputs: 1, outputs: 32, kernel: 5, shape: [1, 19, 23]),
        ConvolutionCase(inputs: 64, outputs: 1, kernel: 5, shape: [2, 19, 23]),
        ConvolutionCase(inputs: 48, outputs: 1, shape: [1, 19, 23], activation: .relu),
    ]
}

/// The fast convolutions against libtorch's own in double precision.
///
/// 1e-5 of the largest: a sum of 2304 products in 32 bits strays by 2e-6 in libtorch and by 4e-6 in Winograd's
/// form, whose transforms add and subtract before they multiply.
@Suite(.tags(.property)) struct WinogradTests {
    static let tolerance: Float = 1e-5

    @Test(arguments: ConvolutionCase.all) func differentiatesAsLibtorch(_ convolution: ConvolutionCase) throws
    {
        try Self.expectAgreement(convolution)
    }

    static func expectAgreement(_ convolution: ConvolutionCase) throws {
        let (layer, x) = (convolution.layer(), convolution.image())
        let (y, expected) = (convolution.apply(layer, x), convolution.composed(layer, x))
        try expectClose(y, expected, within: tolerance)
        let cotangent = Tensor.normal(y.shape, using: Generator(seed: 3))
        let inputs = [x] + layer.parameters.map(\.parameter.value)
        let found = gradient(of: y, withRespectTo: inputs, cotangent: cotangent)
        let peers = gradient(of: expected, withRespectTo: inputs, cotangent: cotangent.to(.float64))
        for (index, name) in ["x", "weight", "bias"].enumerated() {
            try expectClose(found[index], peers[index], within: tolerance, "gradient to \(name)")
        }
    }

    @Test(arguments: ConvolutionCase.all) func addsInTheSamePass(_ convolution: ConvolutionCase) throws {
        let (layer, x) = (convolution.layer(), convolution.image())
        let expected = withoutGradient { convolution.composed(layer, x) }
        let addend = Tensor.normal(expected.shape, using: Generator(seed: 4))
        let sum = withoutGradient { convolution.apply(layer, x, plus: addend) }
        try expectClose(sum, expected + addend, within: Self.tolerance)
        let channel = Tensor.normal([expected.shape[1], 1, 1], using: Generator(seed: 5))
        try expectClose(
            withoutGradient { convolution.apply(layer, x, plus: channel) }, expected + channel,
            within: Self.tolerance, "an addend that is repeated")
        let both = gradient(
            of: convolution.apply(layer, x, plus: addend.requiringGradient()).sum(), withRespectTo: [x])
        let alone = gradient(of: convolution.apply(layer, x).sum(), withRespectTo: [x])
        try expectIdentical(both[0], alone[0])
    }

    /// Images are moved to channels last only by the fast ways: so one sees which was taken.
    @Test func isTakenWhereItPays() {
        let x = ConvolutionCase().image()
        func isFast(_ layer: Conv2d, _ x: Tensor) -> Bool { layer(x).isChannelsLast }
        let generator = Generator(seed: 0)
        #expect(isFast(ConvolutionCase().layer(), x))
        #expect(!isFast(ConvolutionCase().layer(), x.sliced(2, to: 8).sliced(3, to: 8)), "too small")
        #expect(!isFast(Conv2d(64, 60, kernel: 3, padding: 1, using: generator), x))
        #expect(!isFast(Conv2d(64, 64, kernel: 3, stride: 2, padding: 1, using: generator), x))
        #expect(!isFast(Conv2d(64, 64, kernel: 3, using: generator), x))
        #expect(!isFast(Conv2d(64, 64, kernel: 3, padding: 2, dilation: 2, using: generator), x))
        #expect(!isFast(Conv2d(64, 64, kernel: 3, padding: 1, groups: 4, using: generator), x))
        #expect(!isFast(Conv2d(64, 64, kernel: 5, padding: 2, using: generator), x))
        let double = ConvolutionCase().layer()
        double.move(to: .float64)
        #expect(!isFast(double, x.to(.float64)))
    }

    /// Other shapes, types and paddings go the plain way, and mean the same.
    @Test func fallsBackElsewhere() throws {
        for convolution in [
            ConvolutionCase(
                inputs: 3, outputs: 5, shape: [2, 20, 21], sampling: .doubled, activation: .relu),
            ConvolutionCase(inputs: 3, outputs: 5, shape: [2, 20, 21], sampling: .halved, activation: .relu),
            ConvolutionCase(shape: [1, 4, 5], activation: .relu),
        ] {
            try Self.expectAgreement(convolution)
        }
    }

    /// Batch normalisation in evaluation is a scale and a shift of the result; in training it is itself.
    @Test(arguments: [64, 30], [true, false]) func normalises(channels: Int, shifted: Bool) throws {
        let generator = Generator(seed: 6)
        let layer = Conv2d(64, channels, kernel: 3, padding: 1, bias: shifted, using: generator)
        let norm = BatchNorm2d(channels, scale: shifted)
        let x = ConvolutionCase().image()
        let trained = layer(x, normalisedBy: norm, then: .relu)
        try expectClose(trained, relu(BatchNorm2d(channels)(layer(x))), within: Self.tolerance)
        norm.evaluate()
        let expected = relu(norm(layer(x)))
        let fused = layer(x, normalisedBy: norm, then: .relu)
        try expectClose(fused, expected, within: Self.tolerance)
        try expectClose(
            withoutGradient { layer(x, normalisedBy: norm, then: .relu) }, expected, within: Self.tolerance)
        let inputs = [x] + (layer.parameters + norm.parameters).map(\.parameter.value)
        for (found, peer) in zip(
            gradient(of: (fused * fused).sum(), withRespectTo: inputs),
            gradient(of: (expected * expected).sum(), withRespectTo: inputs))
        {
            try expectClose(found, peer, within: Self.tolerance)
        }
    }

    /// A wrong image gets libtorch's own sentence.
    @Test func refusesWhatLibtorchRefuses() {
        let layer = ConvolutionCase().layer()
        let error = #expect(throws: TorchError.self) {
            try torchErrors { _ = layer(.ones([1, 48, 32, 32]), then: .relu) }
        }
        #expect(error?.description.contains("to have 64 channels") == true, "\(error?.description ?? "")")
    }

    @Test func notANumberStaysOne() {
        var pixels = [Float](repeating: 1, count: 64 * 32 * 32)
        pixels[40] = .nan
        let x = Tensor(pixels, shape: [1, 64, 32, 32])
        for sampling in [ConvolutionCase.Sampling.plain, .doubled, .halved] {
            let convolution = ConvolutionCase(sampling: sampling, activation: .relu)
            #expect(!withoutGradient { convolution.apply(convolution.layer(), x) }.isFinite)
        }
    }
}

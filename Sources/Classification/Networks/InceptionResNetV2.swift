public import Torch

/// Inception-v4, Inception-ResNet and the Impact of Residual Connections on Learning. Szegedy, Ioffe, Vanhoucke,
/// Alemi, AAAI 2017. https://arxiv.org/abs/1602.07261
///
/// As Keras ships it: the stem of ``InceptionV3``, and blocks whose residual is scaled down. Images are 75×75 at
/// least.
public final class InceptionResNetV2: Module, Layer {
    let stem: Chain
    let blocks35: [ScaledResidual]
    let toMedium: Branches
    let blocks17: [ScaledResidual]
    let toSmall: Branches
    let blocks8: [ScaledResidual]
    let last: ConvNorm

    /// Untrained: Glorot-uniform weights and zero biases, as Keras has them.
    public init(channels: Int = 3, using generator: Generator) {
        func residuals(
            _ count: Int, of width: Int, _ parts: [[InceptionPart]], scale: Double
        ) -> [ScaledResidual] {
            (0..<count).map { _ in ScaledResidual(width, parts, scale: scale, using: generator) }
        }
        stem = Chain(channels, InceptionV3.stem + [.branches(Self.mixed5b)], using: generator)
        blocks35 = residuals(10, of: stem.width, Self.block35, scale: 0.17)
        toMedium = Branches(stem.width, Self.mixed6a, using: generator)
        blocks17 = residuals(20, of: toMedium.width, Self.block17, scale: 0.1)
        toSmall = Branches(toMedium.width, Self.mixed7a, using: generator)
        blocks8 =
            residuals(9, of: toSmall.width, Self.block8, scale: 0.2)
            + [ScaledResidual(toSmall.width, Self.block8, scale: 1, isActivated: false, using: generator)]
        last = ConvNorm(
            convolution(toSmall.width, 1536, using: generator), kerasNorm(1536, scale: false))
    }

    /// N×channels×H×W to N×1536×h×w, h about H/32.
    public func callAsFunction(_ x: Tensor) -> Tensor {
        let large = blocks35.reduce(stem(x)) { $1($0) }
        let medium = blocks17.reduce(toMedium(large)) { $1($0) }
        return last(blocks8.reduce(toSmall(medium)) { $1($0) })
    }

    private static let mixed5b: [[InceptionPart]] = [
        [.conv(96)], [.conv(48), .conv(64, 5)], [.conv(64), .conv(96, 3), .conv(96, 3)],
        [.averagePool, .conv(64)],
    ]
    private static let block35: [[InceptionPart]] = [
        [.conv(32)], [.conv(32), .conv(32, 3)], [.conv(32), .conv(48, 3), .conv(64, 3)],
    ]
    private static let mixed6a: [[InceptionPart]] = [
        [.halving(384)], [.conv(256), .conv(256, 3), .halving(384)], [.maxPool],
    ]
    private static let block17: [[InceptionPart]] = [
        [.conv(192)], [.conv(128), .conv(160, Pair(1, 7)), .conv(192, Pair(7, 1))],
    ]
    private static let mixed7a: [[InceptionPart]] = [
        [.conv(256), .halving(384)], [.conv(256), .halving(288)],
        [.conv(256), .conv(288, 3), .halving(320)], [.maxPool],
    ]
    private static let block8: [[InceptionPart]] = [
        [.conv(192)], [.conv(192), .conv(224, Pair(1, 3)), .conv(256, Pair(3, 1))],
    ]
}

/// x plus a part of what branches find in it, then ReLU.
final class ScaledResidual: Module, Layer {
    let inner: Branches
    let up: Conv2d
    let scale: Double
    let isActivated: Bool

    init(
        _ width: Int, _ parts: [[InceptionPart]], scale: Double, isActivated: Bool = true,
        using generator: Generator
    ) {
        inner = Branches(width, parts, using: generator)
        up = convolution(inner.width, width, bias: true, using: generator)
        (self.scale, self.isActivated) = (scale, isActivated)
    }

    func callAsFunction(_ x: Tensor) -> Tensor {
        let y = x + up(inner(x)) * scale
        return isActivated ? relu(y) : y
    }
}

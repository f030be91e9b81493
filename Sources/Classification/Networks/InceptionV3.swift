public import Torch

/// Rethinking the Inception Architecture for Computer Vision. Szegedy, Vanhoucke, Ioffe, Shlens, Wojna, CVPR 2016.
/// https://arxiv.org/abs/1512.00567
///
/// As Keras ships it: convolutions without bias, normalisation without scale, averages over the image alone, and no
/// auxiliary classifier. Images are 75×75 at least.
public final class InceptionV3: Module, Layer {
    let stem, mixed: Chain

    /// Untrained: Glorot-uniform weights, as Keras has them.
    public init(channels: Int = 3, using generator: Generator) {
        stem = Chain(channels, Self.stem, using: generator)
        let blocks =
            [32, 64, 64].map(Self.small) + [Self.toMedium] + [128, 160, 160, 192].map(Self.medium)
            + [Self.toLarge, Self.large, Self.large]
        mixed = Chain(stem.width, blocks, using: generator)
    }

    /// N×channels×H×W to N×2048×h×w, h about H/32.
    public func callAsFunction(_ x: Tensor) -> Tensor { mixed(stem(x)) }

    /// To 192 channels and about an eighth of the size.
    static let stem: [InceptionPart] = [
        .halving(32), .inner(32), .conv(64, 3), .maxPool, .conv(80), .inner(192), .maxPool,
    ]

    private static func small(_ pooled: Int) -> InceptionPart {
        .branches([
            [.conv(64)], [.conv(48), .conv(64, 5)], [.conv(64), .conv(96, 3), .conv(96, 3)],
            [.averagePool, .conv(pooled)],
        ])
    }

    private static let toMedium = InceptionPart.branches([
        [.halving(384)], [.conv(64), .conv(96, 3), .halving(96)], [.maxPool],
    ])

    private static func medium(_ inner: Int) -> InceptionPart {
        .branches([
            [.conv(192)], [.conv(inner), .conv(inner, row), .conv(192, column)],
            [
                .conv(inner), .conv(inner, column), .conv(inner, row), .conv(inner, column),
                .conv(192, row),
            ],
            [.averagePool, .conv(192)],
        ])
    }

    private static let toLarge = InceptionPart.branches([
        [.conv(192), .halving(320)], [.conv(192), .conv(192, row), .conv(192, column), .halving(192)],
        [.maxPool],
    ])

    private static let large = InceptionPart.branches([
        [.conv(320)], [.conv(384), cross], [.conv(448), .conv(384, 3), cross], [.averagePool, .conv(192)],
    ])

    private static let cross = InceptionPart.branches([
        [.conv(384, Pair(1, 3))], [.conv(384, Pair(3, 1))],
    ])

    private static let (row, column) = (Pair(1, 7), Pair(7, 1))
}

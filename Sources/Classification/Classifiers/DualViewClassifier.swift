public import Torch

/// How what was seen in the two views is put together.
public enum ViewAggregation: String, CaseIterable, Sendable {
    /// ``SqueezeExcitation``, then the average over the image.
    case squeezeExcitation = "se"
    /// ``SpatialPyramid``.
    case spatialPyramid = "spp"
    /// ``AttentionAugmentedConv2d``, then the average over the image; images have up to 1024 rows and columns.
    case attention = "aa"

    /// The layer that does so for so many channels, and the numbers that remain of an image. The article gives no
    /// sizes; attention with 512 channels, a quarter of them from eight heads of 32 keys, is our choice.
    func make(_ channels: Int, using generator: Generator) -> (layer: any Layer, width: Int) {
        switch self {
        case .squeezeExcitation: return (SqueezeExcitation(channels, using: generator), channels)
        case .spatialPyramid:
            let pyramid = SpatialPyramid()
            return (pyramid, channels * pyramid.bins)
        case .attention:
            let layer = AttentionAugmentedConv2d(
                channels, 512, keys: 256, values: 128, using: generator)
            return (layer, 512)
        }
    }
}

/// System B: tells from both views. A trunk sees each view; what they see is joined over the channels, aggregated,
/// and goes through dropout to a dense layer. Whether the article's trunks share their weights is not known.
public final class DualViewClassifier: Module, Classifier {
    /// Whether both views are seen with the same weights.
    public enum Trunks: String, CaseIterable, Sendable {
        /// One backbone sees both.
        case shared
        /// Each view has a backbone of its own.
        case separate
    }

    let backbones: [any Layer]
    let aggregation: any Layer
    let dropout: Dropout
    let head: Linear

    public var trunks: [any Layer] { backbones }

    /// Untrained, for images of one channel. One of the `outputs` is the logit of yes; several are those of classes.
    /// In training masks of `dropout` are drawn from `generator`.
    public init(
        _ backbone: BackboneArchitecture, _ aggregation: ViewAggregation, trunks: Trunks = .shared,
        outputs: Int = 1, dropout: Double = 0.5, using generator: Generator
    ) {
        backbones = (0..<(trunks == .shared ? 1 : 2)).map { _ in backbone.make(channels: 1, using: generator)
        }
        let made = aggregation.make(2 * backbone.featureChannels, using: generator)
        self.aggregation = made.layer
        self.dropout = Dropout(dropout, using: generator)
        head = Linear(made.width, outputs, initialisation: .glorotUniform, using: generator)
    }

    /// N×2×H×W, anterior and posterior as acquired, to N×2C×h×w. The posterior is mirrored here, so that the
    /// patient's right is on the left of both.
    public func features(_ x: Tensor) -> Tensor {
        let views = [x[0..., 0..<1], x[0..., 1..<2].flipped(3)]
        return concatenate(
            views.enumerated().map { index, view in backbones[min(index, backbones.count - 1)](view) }, dim: 1
        )
    }

    /// N×2C×h×w to N×outputs.
    public func logits(_ features: Tensor) -> Tensor {
        let found = aggregation(features)
        return head(dropout(found.rank == 4 ? found.globalAverage() : found))
    }
}

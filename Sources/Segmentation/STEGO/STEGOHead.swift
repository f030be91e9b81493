public import Torch

/// System C: Unsupervised Semantic Segmentation by Distilling Feature Correspondences. Hamilton, Zhang, Hariharan,
/// Snavely, Freeman, ICLR 2022. https://arxiv.org/abs/2203.08414
///
/// STEGO's head, the one part that learns: it makes features of a frozen backbone into short codes, which lie close
/// together where features correspond. A branch of one convolution and one of two, of 1×1 each, are added. By its authors'
/// names of tensors.
public final class STEGOHead: Module, Layer {
    let cluster1: [Conv2d]
    let cluster2: [Conv2d?]
    private let dropout: Double
    private let activation: (Tensor) -> Tensor
    private let generator: Generator

    /// - Parameters:
    ///   - width: the numbers that the backbone tells of each patch.
    ///   - code: those that are made of them: 70 for 384, 90 for 768.
    ///   - dropout: the share of the features that is left out by chance in training, whole channels of an image.
    ///   - activation: between the two convolutions.
    ///   - generator: draws the first weights and what is left out.
    public init(
        _ width: Int, code: Int, dropout: Double = 0.1, activation: @escaping (Tensor) -> Tensor = relu,
        using generator: Generator
    ) {
        cluster1 = [Conv2d(width, code, kernel: 1, using: generator)]
        cluster2 = [
            Conv2d(width, width, kernel: 1, using: generator), nil,
            Conv2d(width, code, kernel: 1, using: generator),
        ]
        (self.dropout, self.activation, self.generator) = (dropout, activation, generator)
    }

    /// N×width×h×w to N×code×h×w. In training either branch misses channels of its own.
    public func callAsFunction(_ features: Tensor) -> Tensor {
        let straight = cluster1.reduce(dropped(features)) { $1($0) }
        // The authors' second of three layers has no weights: it is the activation.
        let bent = cluster2.reduce(dropped(features)) { x, layer in layer.map { $0(x) } ?? activation(x) }
        return straight + bent
    }

    /// Features as the loss compares them: in training without some channels, others at every call.
    func dropped(_ features: Tensor) -> Tensor {
        isTraining ? channelDropout(features, probability: dropout, using: generator) : features
    }
}

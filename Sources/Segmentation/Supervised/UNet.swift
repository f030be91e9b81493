public import Torch

/// System C's upper bound: U-Net: Convolutional Networks for Biomedical Image Segmentation. Ronneberger, Fischer, Brox,
/// MICCAI 2015. https://arxiv.org/abs/1505.04597
///
/// As it is usual since: convolutions keep an image's size, and batch normalisation follows each in the place of a bias.
public final class UNet: Module, Layer {
    /// At the image's size, then after each halving.
    let down: [ConvolutionPair]
    /// After each doubling, with what was seen at that size on the way down.
    let up: [Doubling]
    let head: Conv2d

    /// - Parameters:
    ///   - channels: those of an image.
    ///   - outputs: those of the answer.
    ///   - width: the channels at the image's size; each halving doubles them. Multiples of 16 are fastest.
    ///   - depth: how often an image is halved.
    ///   - generator: draws the first weights.
    public init(channels: Int = 1, outputs: Int, width: Int, depth: Int, using generator: Generator) {
        let widths = (0...depth).map { width << $0 }
        down = zip([channels] + widths, widths).map { ConvolutionPair($0, $1, using: generator) }
        up = widths.dropLast().reversed().map { Doubling(to: $0, using: generator) }
        head = Conv2d(width, outputs, kernel: 1, initialisation: .heNormal, using: generator)
    }

    /// N×channels×H×W to N×outputs×H×W logits; H and W are multiples of 2 to the power of the depth.
    public func callAsFunction(_ x: Tensor) -> Tensor {
        var seen = [down[0](x)]
        for pair in down.dropFirst() {
            seen.append(pair(seen[seen.count - 1].maxPooled(kernel: 2, stride: 2)))
        }
        let deepest = seen.removeLast()
        return head(zip(up, seen.reversed()).reduce(deepest) { x, step in step.0(x, beside: step.1) })
    }
}

/// Twice 3×3, batch normalisation, ReLU.
final class ConvolutionPair: Module, Layer {
    let conv1: Conv2d
    let norm1: BatchNorm2d
    let conv2: Conv2d
    let norm2: BatchNorm2d

    init(_ input: Int, _ output: Int, using generator: Generator) {
        func convolution(_ input: Int) -> Conv2d {
            Conv2d(
                input, output, kernel: 3, padding: 1, bias: false, initialisation: .heNormal, using: generator
            )
        }
        (conv1, conv2) = (convolution(input), convolution(output))
        (norm1, norm2) = (BatchNorm2d(output), BatchNorm2d(output))
    }

    func callAsFunction(_ x: Tensor) -> Tensor {
        conv2(conv1(x, normalisedBy: norm1, then: .relu), normalisedBy: norm2, then: .relu)
    }
}

/// Twice the size and half the channels, and a pair of convolutions of that and of what was seen on the way down.
final class Doubling: Module {
    let enlarge: ConvTranspose2d
    let pair: ConvolutionPair

    init(to output: Int, using generator: Generator) {
        enlarge = ConvTranspose2d(
            2 * output, output, kernel: 2, stride: 2, initialisation: .heNormal, using: generator)
        pair = ConvolutionPair(2 * output, output, using: generator)
    }

    func callAsFunction(_ x: Tensor, beside seen: Tensor) -> Tensor {
        pair(concatenate([seen, enlarge(x)], dim: 1))
    }
}

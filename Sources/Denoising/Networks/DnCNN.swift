public import Torch

/// A rival of DDSRCNN. Beyond a Gaussian Denoiser: Residual Learning of Deep CNN for Image Denoising.
/// Zhang, Zuo, Chen, Meng, Zhang, IEEE Trans Image Process 2017;26(7):3142-3155,
/// https://arxiv.org/abs/1608.03981.
///
/// Depth 17 for one level of noise, 20 for several at once. The layers predict the noise; the answer is the image
/// without it, as in the authors' PyTorch code, so that the article's loss on the noise is the squared error of
/// the answer. Where that code and their MatConvNet code differ, this is the former: no bias in the last layer.
/// The running statistics follow with PyTorch's momentum of 0.1; theirs of 0.95 remembers little but one batch.
///
/// Takes and gives N×1×H×W of any size.
public final class DnCNN: Module, Layer {
    let first: Conv2d
    let blocks: [Block]
    let last: Conv2d

    /// Untrained, `depth` convolutions: He's normal weights, zero biases.
    public init(depth: Int = 17, using generator: Generator) {
        precondition(depth >= 2, "a DnCNN of \(depth) layers")
        first = convolution(1, 64, bias: true, using: generator)
        blocks = (0..<depth - 2).map { _ in Block(using: generator) }
        last = convolution(64, 1, using: generator)
    }

    /// N×1×H×W to the same shape.
    public func callAsFunction(_ x: Tensor) -> Tensor { x - noise(in: x) }

    /// What the layers take for noise: N×1×H×W to the same shape.
    public func noise(in x: Tensor) -> Tensor { last(blocks.reduce(first(x, then: .relu)) { $1($0) }) }

    /// Convolution, batch normalisation, ReLU.
    final class Block: Module, Layer {
        let conv: Conv2d
        let norm = BatchNorm2d(64, epsilon: 1e-4)

        init(using generator: Generator) { conv = convolution(64, 64, using: generator) }

        func callAsFunction(_ x: Tensor) -> Tensor { conv(x, normalisedBy: norm, then: .relu) }
    }
}

private func convolution(
    _ input: Int, _ output: Int, bias: Bool = false, using generator: Generator
) -> Conv2d {
    Conv2d(
        input, output, kernel: 3, padding: 1, bias: bias, initialisation: .heNormal, using: generator)
}

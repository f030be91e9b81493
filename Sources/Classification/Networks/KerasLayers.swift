import Torch

/// A convolution as Keras' networks have most: without bias, and with zeros around so that a stride of 1 keeps the
/// size, unless only `valid` places count; or with those of TensorFlow's “same”.
func convolution(
    _ input: Int, _ output: Int, kernel: some Planar = 1, stride: Int = 1, groups: Int = 1,
    valid: Bool = false, same: Bool = false,
    bias: Bool = false, using generator: Generator
) -> Conv2d {
    Conv2d(
        input, output, kernel: kernel, stride: stride,
        padding: valid ? Pair(0, 0) : Pair(kernel.rows / 2, kernel.columns / 2), groups: groups, same: same,
        bias: bias,
        initialisation: .glorotUniform, using: generator)
}

/// Batch normalisation as Keras has it: its momentum is the share of the past, and the running variance is that of
/// the batch itself, over n and not n - 1.
func kerasNorm(
    _ channels: Int, momentum: Double = 0.99, epsilon: Double = 1e-3, scale: Bool = true
) -> BatchNorm2d {
    BatchNorm2d(channels, momentum: 1 - momentum, epsilon: epsilon, scale: scale, correction: 0)
}

/// Convolution, batch normalisation, ReLU.
final class ConvNorm: Module, Layer {
    let conv: Conv2d
    let norm: BatchNorm2d

    init(_ conv: Conv2d, _ norm: BatchNorm2d) { (self.conv, self.norm) = (conv, norm) }

    func callAsFunction(_ x: Tensor) -> Tensor { self(x, then: .relu) }

    func callAsFunction(_ x: Tensor, then activation: Activation, plus addend: Tensor? = nil) -> Tensor {
        conv(x, normalisedBy: norm, then: activation, plus: addend)
    }
}

public import Torch

/// MobileNetV2: Inverted Residuals and Linear Bottlenecks. Sandler, Howard, Zhu, Zhmoginov, Chen, CVPR 2018.
/// https://arxiv.org/abs/1801.04381
///
/// Of width 1. As Keras ships it for images of a known size, a stride of 2 pads what TensorFlow calls “same”: at an
/// even size only below and to the right.
public final class MobileNetV2: Module, Layer {
    let stem: ConvNorm
    let blocks: [InvertedResidual]
    let last: ConvNorm

    /// Untrained: Glorot-uniform weights, as Keras has them.
    public init(channels: Int = 3, using generator: Generator) {
        stem = ConvNorm(
            convolution(channels, 32, kernel: 3, stride: 2, same: true, using: generator), norm(32))
        let plan = [
            (1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2),
            (6, 320, 1, 1),
        ]
        var width = 32
        blocks = plan.flatMap { expansion, output, count, stride in
            (0..<count).map { index in
                defer { width = output }
                return InvertedResidual(
                    width, output, expansion: expansion, stride: index == 0 ? stride : 1, using: generator)
            }
        }
        last = ConvNorm(convolution(width, 1280, using: generator), norm(1280))
    }

    /// N×channels×H×W to N×1280×⌈H/32⌉×⌈W/32⌉.
    public func callAsFunction(_ x: Tensor) -> Tensor {
        let x = stem(x, then: .relu6)
        return last(blocks.reduce(x) { $1($0) }, then: .relu6)
    }
}

/// 1×1 to more channels, 3×3 in each channel by itself, 1×1 to few, and around them x where the shape stays.
final class InvertedResidual: Module, Layer {
    let expand: ConvNorm?
    let depthwise, project: ConvNorm
    let keepsShape: Bool

    init(_ input: Int, _ output: Int, expansion: Int, stride: Int, using generator: Generator) {
        let wide = expansion * input
        expand = expansion > 1 ? ConvNorm(convolution(input, wide, using: generator), norm(wide)) : nil
        depthwise = ConvNorm(
            convolution(
                wide, wide, kernel: 3, stride: stride, groups: wide, same: true, using: generator),
            norm(wide))
        project = ConvNorm(convolution(wide, output, using: generator), norm(output))
        keepsShape = stride == 1 && input == output
    }

    func callAsFunction(_ x: Tensor) -> Tensor {
        let wide = expand.map { $0(x, then: .relu6) } ?? x
        let seen = depthwise(wide, then: .relu6)
        return project(seen, then: .identity, plus: keepsShape ? x : nil)
    }
}

private func norm(_ channels: Int) -> BatchNorm2d { kerasNorm(channels, momentum: 0.999) }

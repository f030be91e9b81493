public import Torch

/// Identity Mappings in Deep Residual Networks. He, Zhang, Ren, Sun, ECCV 2016.
/// https://arxiv.org/abs/1603.05027
///
/// The pre-activation network as Keras ships it: the stride of a stage sits in its last block, and zeros,
/// not minus infinity, surround the first pooling.
public final class ResNetV2: Module, Layer {
    /// The number of layers with weights.
    public enum Depth: Int, CaseIterable, Sendable {
        /// As the depth is called in its paper.
        case d50 = 50, d101 = 101, d152 = 152

        /// The number of blocks in each of its four stages.
        public var blocks: [Int] {
            switch self {
            case .d50: [3, 4, 6, 3]
            case .d101: [3, 4, 23, 3]
            case .d152: [3, 8, 36, 3]
            }
        }
    }

    let stem: Conv2d
    let blocks: [Bottleneck]
    let norm: BatchNorm2d

    /// Untrained: Glorot-uniform weights and zero biases, as Keras has them.
    public init(_ depth: Depth, channels: Int = 3, using generator: Generator) {
        stem = convolution(channels, 64, kernel: 7, stride: 2, bias: true, using: generator)
        var width = 64
        blocks = zip(depth.blocks, [64, 128, 256, 512]).enumerated().flatMap { stage, plan in
            let (count, filters) = plan
            return (0..<count).map { index in
                defer { width = 4 * filters }
                return Bottleneck(
                    width, filters, stride: index == count - 1 && stage < 3 ? 2 : 1, projects: index == 0,
                    using: generator)
            }
        }
        norm = residualNorm(width)
    }

    /// N×channels×H×W to N×2048×⌈H/32⌉×⌈W/32⌉.
    public func callAsFunction(_ x: Tensor) -> Tensor {
        let x = stem(x).zeroPadded(1).maxPooled(kernel: 3, stride: 2)
        return norm(blocks.reduce(x) { $1($0) }, then: .relu)
    }
}

/// BN-ReLU before each of 1×1, 3×3, 1×1, and a shortcut around them.
final class Bottleneck: Module, Layer {
    let preactivation: BatchNorm2d
    let shortcut: Conv2d?
    let conv1, conv2, conv3: Conv2d
    let norm1, norm2: BatchNorm2d
    let stride: Int

    init(_ input: Int, _ filters: Int, stride: Int, projects: Bool, using generator: Generator) {
        preactivation = residualNorm(input)
        shortcut =
            projects ? convolution(input, 4 * filters, stride: stride, bias: true, using: generator) : nil
        conv1 = convolution(input, filters, using: generator)
        norm1 = residualNorm(filters)
        conv2 = convolution(filters, filters, kernel: 3, stride: stride, using: generator)
        norm2 = residualNorm(filters)
        conv3 = convolution(filters, 4 * filters, bias: true, using: generator)
        self.stride = stride
    }

    func callAsFunction(_ x: Tensor) -> Tensor {
        let open = preactivation(x, then: .relu)
        let around = shortcut?(open) ?? (stride > 1 ? x.maxPooled(kernel: 1, stride: stride) : x)
        let narrow = conv1(open, normalisedBy: norm1, then: .relu)
        return conv3(conv2(narrow, normalisedBy: norm2, then: .relu), then: .identity, plus: around)
    }
}

private func residualNorm(_ channels: Int) -> BatchNorm2d { kerasNorm(channels, epsilon: 1.001e-5) }

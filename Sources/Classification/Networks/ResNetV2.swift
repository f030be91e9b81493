public import Torch

/// System B: one of the ten backbones that classify whole-body scans (Hajianfar et al., Z Med Phys 2024).
///
/// Identity Mappings in Deep Residual Networks. He, Zhang, Ren, Sun, ECCV 2016.
/// https://arxiv.org/abs/1603.05027
///
/// The pre-activation network as Keras ships it: the stride of a stage sits in its last block, and zeros,
/// not minus infinity, surround the first pooling. Takes images of any size.
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
    let head: Linear

    /// Untrained: Glorot-uniform weights and zero biases, as Keras has them.
    public init(_ depth: Depth, channels: Int = 3, classes: Int, using generator: Generator) {
        stem = Conv2d(
            channels, 64, kernel: 7, stride: 2, padding: 3, initialisation: .glorotUniform, using: generator)
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
        norm = kerasNorm(width)
        head = Linear(width, classes, initialisation: .glorotUniform, using: generator)
    }

    /// N×channels×H×W to N×2048×⌈H/32⌉×⌈W/32⌉, what a head or a saliency map sees.
    public func features(_ x: Tensor) -> Tensor {
        let x = stem(x).zeroPadded(1).maxPooled(kernel: 3, stride: 2)
        return relu(norm(blocks.reduce(x) { $1($0) }))
    }

    /// N×channels×H×W to N×classes logits.
    public func callAsFunction(_ x: Tensor) -> Tensor { head(features(x).globalAverage()) }
}

/// BN-ReLU before each of 1×1, 3×3, 1×1, and a shortcut around them.
final class Bottleneck: Module, Layer {
    let preactivation: BatchNorm2d
    let shortcut: Conv2d?
    let conv1, conv2, conv3: Conv2d
    let norm1, norm2: BatchNorm2d
    let stride: Int

    init(_ input: Int, _ filters: Int, stride: Int, projects: Bool, using generator: Generator) {
        func convolution(_ input: Int, _ output: Int, kernel: Int = 1, stride: Int = 1, bias: Bool) -> Conv2d
        {
            Conv2d(
                input, output, kernel: kernel, stride: stride, padding: kernel / 2, bias: bias,
                initialisation: .glorotUniform, using: generator)
        }
        preactivation = kerasNorm(input)
        shortcut = projects ? convolution(input, 4 * filters, stride: stride, bias: true) : nil
        conv1 = convolution(input, filters, bias: false)
        norm1 = kerasNorm(filters)
        conv2 = convolution(filters, filters, kernel: 3, stride: stride, bias: false)
        norm2 = kerasNorm(filters)
        conv3 = convolution(filters, 4 * filters, bias: true)
        self.stride = stride
    }

    func callAsFunction(_ x: Tensor) -> Tensor {
        let open = relu(preactivation(x))
        let around = shortcut?(open) ?? (stride > 1 ? x.maxPooled(kernel: 1, stride: stride) : x)
        return around + conv3(relu(norm2(conv2(relu(norm1(conv1(open)))))))
    }
}

/// Batch normalisation with the numbers of Keras' residual networks; their momentum 0.99 is the old share.
private func kerasNorm(_ channels: Int) -> BatchNorm2d {
    BatchNorm2d(channels, momentum: 0.01, epsilon: 1.001e-5)
}

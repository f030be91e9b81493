public import Torch

/// Densely Connected Convolutional Networks. Huang, Liu, van der Maaten, Weinberger, CVPR 2017.
/// https://arxiv.org/abs/1608.06993
///
/// With bottlenecks and halving transitions (DenseNet-BC), each layer of which adds 32 channels.
public final class DenseNet: Module, Layer {
    /// The number of layers with weights.
    public enum Depth: Int, CaseIterable, Sendable {
        /// As the depth is called in its paper.
        case d121 = 121, d169 = 169, d201 = 201

        /// The number of layers in each of its four stages.
        public var layers: [Int] {
            switch self {
            case .d121: [6, 12, 24, 16]
            case .d169: [6, 12, 32, 32]
            case .d201: [6, 12, 48, 32]
            }
        }
    }

    let stem: ConvNorm
    let stages: [[DenseLayer]]
    let transitions: [Transition]
    let norm: BatchNorm2d

    /// Untrained: Glorot-uniform weights, as Keras has them.
    public init(_ depth: Depth, channels: Int = 3, using generator: Generator) {
        stem = ConvNorm(
            convolution(channels, 64, kernel: 7, stride: 2, using: generator), denseNorm(64))
        var width = 64
        var transitions: [Transition] = []
        stages = depth.layers.enumerated().map { stage, count in
            if stage > 0 {
                transitions.append(Transition(width, using: generator))
                width /= 2
            }
            return (0..<count).map { _ in
                defer { width += DenseLayer.growth }
                return DenseLayer(width, using: generator)
            }
        }
        self.transitions = transitions
        norm = denseNorm(width)
    }

    /// N×channels×H×W to N×1024, 1664 or 1920×⌊H/32⌋×⌊W/32⌋, where H and W are even.
    public func callAsFunction(_ x: Tensor) -> Tensor {
        let x = stages[0].reduce(stem(x).zeroPadded(1).maxPooled(kernel: 3, stride: 2)) { $1($0) }
        let y = zip(transitions, stages.dropFirst()).reduce(x) { x, next in
            next.1.reduce(next.0(x)) { $1($0) }
        }
        return norm(y, then: .relu)
    }
}

/// BN-ReLU before each of 1×1 and 3×3, and what they find beside x.
final class DenseLayer: Module, Layer {
    static let growth = 32
    let norm0, norm1: BatchNorm2d
    let conv1, conv2: Conv2d

    init(_ input: Int, using generator: Generator) {
        norm0 = denseNorm(input)
        conv1 = convolution(input, 4 * Self.growth, using: generator)
        norm1 = denseNorm(4 * Self.growth)
        conv2 = convolution(4 * Self.growth, Self.growth, kernel: 3, using: generator)
    }

    func callAsFunction(_ x: Tensor) -> Tensor {
        let found = conv2(conv1(norm0(x, then: .relu), normalisedBy: norm1, then: .relu))
        return concatenate([x, found], dim: 1)
    }
}

/// BN-ReLU, 1×1 to half the channels, and the means of 2×2 pixels.
final class Transition: Module, Layer {
    let norm: BatchNorm2d
    let conv: Conv2d

    init(_ input: Int, using generator: Generator) {
        norm = denseNorm(input)
        conv = convolution(input, input / 2, using: generator)
    }

    func callAsFunction(_ x: Tensor) -> Tensor {
        conv(norm(x, then: .relu)).averagePooled(kernel: 2, stride: 2)
    }
}

private func denseNorm(_ channels: Int) -> BatchNorm2d { kerasNorm(channels, epsilon: 1.001e-5) }

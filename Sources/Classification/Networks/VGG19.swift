public import Torch

/// Very Deep Convolutional Networks for Large-Scale Image Recognition. Simonyan, Zisserman, ICLR 2015.
/// https://arxiv.org/abs/1409.1556
///
/// The sixteen convolutions, without the three dense layers that fix the size of the images.
public final class VGG19: Module, Layer {
    let stages: [[Conv2d]]

    /// Untrained: Glorot-uniform weights and zero biases, as Keras has them.
    public init(channels: Int = 3, using generator: Generator) {
        var width = channels
        stages = [(2, 64), (2, 128), (4, 256), (4, 512), (4, 512)].map { count, filters in
            (0..<count).map { _ in
                defer { width = filters }
                return convolution(width, filters, kernel: 3, bias: true, using: generator)
            }
        }
    }

    /// N×channels×H×W to N×512×⌊H/32⌋×⌊W/32⌋.
    public func callAsFunction(_ x: Tensor) -> Tensor {
        stages.reduce(x) { x, stage in
            stage.reduce(x) { $1($0, then: .relu) }.maxPooled(kernel: 2, stride: 2)
        }
    }
}

import Torch

@testable import Classification

/// Features that can be foreseen: the views' averages over squares of eight pixels, the posterior one's mirrored. The
/// logit is `sign` times their mean: the map is the features themselves, or nothing.
final class PoolingClassifier: Module, Classifier {
    var trunks: [any Layer] { [] }
    /// Weights that change nothing.
    let head = Linear(1, 1, using: Generator(seed: 1))
    let sign: Double

    init(sign: Double = 1) { self.sign = sign }

    func features(_ x: Tensor) -> Tensor {
        let views = x.split(into: x.shape[1], dim: 1)
        return concatenate(
            views.enumerated().map { ($0 == 0 ? $1 : $1.flipped(3)).averagePooled(kernel: 8, stride: 8) },
            dim: 1)
    }

    func logits(_ features: Tensor) -> Tensor {
        let mean = features.mean(dim: 1, 2, 3).unsqueezed(1)
        return mean * sign + head(mean) * 0
    }
}

/// One convolution with as many weights as a trained network has.
final class ConvolutionClassifier: Module, Classifier {
    var trunks: [any Layer] { [] }
    let convolution: Conv2d
    let head: Linear

    init(using generator: Generator) {
        convolution = Conv2d(1, 16, kernel: 5, stride: 4, using: generator)
        head = Linear(16, 1, using: generator)
    }

    func features(_ x: Tensor) -> Tensor { relu(convolution(x)) }
    func logits(_ features: Tensor) -> Tensor { head(features.globalAverage()) }
}

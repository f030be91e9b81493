public import Torch

/// Squeeze-and-Excitation Networks. Hu, Shen, Sun, CVPR 2018. https://arxiv.org/abs/1709.01507
///
/// Weighs each channel by what all channels have seen on average: x · sigmoid(W₂ · relu(W₁ · mean of x)).
public final class SqueezeExcitation: Module, Layer {
    let squeeze, excite: Linear

    /// For so many channels, through `channels / reduction`; no biases, as in the article's formula.
    public init(_ channels: Int, reduction: Int = 16, using generator: Generator) {
        let few = channels / reduction
        squeeze = Linear(channels, few, bias: false, initialisation: .glorotUniform, using: generator)
        excite = Linear(few, channels, bias: false, initialisation: .glorotUniform, using: generator)
    }

    /// N×channels×H×W to the same shape.
    public func callAsFunction(_ x: Tensor) -> Tensor {
        let weights = sigmoid(excite(relu(squeeze(x.globalAverage()))))
        return x * weights.unsqueezed(-1).unsqueezed(-1)
    }
}

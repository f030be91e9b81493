public import Torch

/// System A: DDSRCNN, the denoiser of low-count bone scans of Ito et al., Phys Med 2022;100:18-25,
/// https://doi.org/10.1016/j.ejmp.2022.06.006.
///
/// The article gives no layers. These are the ten of the code that goes by this name: `DeepDenoiseSR` in
/// titu1994/Image-Super-Resolution and `network_ddsrcnn` in modafone/dmed, a shallow relative of RED-Net (Mao,
/// Shen, Yang, NeurIPS 2016, https://arxiv.org/abs/1606.08921). There is no residual around the whole:
/// the network answers the image itself.
///
/// Takes and gives N×1×H×W; H and W are multiples of 4.
public final class DDSRCNN: Module, Layer {
    let conv1, conv2, conv3, conv4, conv5, conv6, conv7, conv8, conv9, conv10: Conv2d

    /// Glorot-uniform weights and zero biases, as Keras has them.
    public init(using generator: Generator) {
        func convolution(_ input: Int, _ output: Int, kernel: Int = 3) -> Conv2d {
            Conv2d(
                input, output, kernel: kernel, padding: kernel / 2, initialisation: .glorotUniform,
                using: generator)
        }
        conv1 = convolution(1, 64)
        conv2 = convolution(64, 64)
        conv3 = convolution(64, 128)
        conv4 = convolution(128, 128)
        conv5 = convolution(128, 256)
        conv6 = convolution(256, 128)
        conv7 = convolution(128, 128)
        conv8 = convolution(128, 64)
        conv9 = convolution(64, 64)
        conv10 = convolution(64, 1, kernel: 5)
    }

    /// N×1×H×W to the same shape.
    public func callAsFunction(_ x: Tensor) -> Tensor {
        let full = conv2(conv1(x, then: .relu), then: .relu)
        let half = conv4(conv3.ofHalved(full, then: .relu), then: .relu)
        let quarter = conv5.ofHalved(half, then: .relu)
        let halfAgain = conv7(conv6.ofDoubled(quarter, then: .relu), then: .relu, plus: half)
        let fullAgain = conv9(conv8.ofDoubled(halfAgain, then: .relu), then: .relu, plus: full)
        return conv10(fullAgain)
    }
}

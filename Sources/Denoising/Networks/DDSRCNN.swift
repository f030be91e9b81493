public import Torch

/// System A: DDSRCNN, the denoiser of low-count bone scans of Ito et al., Phys Med 2022;100:18-25,
/// https://doi.org/10.1016/j.ejmp.2022.06.006.
///
/// The article gives no layers. These are the ten of the code that goes by this name: `DeepDenoiseSR` in
/// titu1994/Image-Super-Resolution and `network_ddsrcnn` in modafone/dmed, a shallow relative of RED-Net (Mao,
/// Shen, Yang, NeurIPS 2016, https://arxiv.org/abs/1606.08921). There is no residual around the whole:
/// the network answers the image itself.
///
/// The editorial (Park, Bom, Nucl Med Mol Imaging 2024;58:47-51) speaks of deconvolutions, as RED-Net has them:
/// ``Decoder/transposedConv`` puts one in the place of each enlargement and the convolution after it.
///
/// Takes N×1×H×W and gives N×outputs×H×W; H and W are multiples of 4.
public final class DDSRCNN: Module, Layer {
    /// How the decoder comes back to twice the size with half the channels.
    public enum Decoder: Sendable {
        /// Nearest-neighbour enlargement, then a 3×3 convolution: the published code.
        case upsampleConv
        /// A 4×4 transposed convolution of stride 2, of which the other is a special case. All other layers,
        /// and the additive skips, stay.
        case transposedConv
    }

    let conv1, conv2, conv3, conv4, conv5: Conv2d
    let conv6: any Layer
    let conv7: Conv2d
    let conv8: any Layer
    let conv9, conv10: Conv2d

    /// Glorot-uniform weights and zero biases, as Keras has them.
    ///
    /// With two `outputs` the second is the logarithm of the variance of the first: what a heteroscedastic
    /// Gaussian loss teaches (Kendall, Gal, NeurIPS 2017, https://arxiv.org/abs/1703.04977).
    public init(decoder: Decoder = .upsampleConv, outputs: Int = 1, using generator: Generator) {
        func convolution(_ input: Int, _ output: Int, kernel: Int = 3) -> Conv2d {
            Conv2d(
                input, output, kernel: kernel, padding: kernel / 2, initialisation: .glorotUniform,
                using: generator)
        }
        func enlarging(_ input: Int, _ output: Int) -> any Layer {
            switch decoder {
            case .upsampleConv: convolution(input, output)
            case .transposedConv:
                ConvTranspose2d(
                    input, output, kernel: 4, stride: 2, padding: 1, initialisation: .glorotUniform,
                    using: generator)
            }
        }
        conv1 = convolution(1, 64)
        conv2 = convolution(64, 64)
        conv3 = convolution(64, 128)
        conv4 = convolution(128, 128)
        conv5 = convolution(128, 256)
        conv6 = enlarging(256, 128)
        conv7 = convolution(128, 128)
        conv8 = enlarging(128, 64)
        conv9 = convolution(64, 64)
        conv10 = convolution(64, outputs, kernel: 5)
    }

    /// N×1×H×W to N×outputs×H×W.
    public func callAsFunction(_ x: Tensor) -> Tensor {
        let full = conv2(conv1(x, then: .relu), then: .relu)
        let half = conv4(conv3.ofHalved(full, then: .relu), then: .relu)
        let quarter = conv5.ofHalved(half, then: .relu)
        let halfAgain = conv7(enlarged(quarter, by: conv6), then: .relu, plus: half)
        let fullAgain = conv9(enlarged(halfAgain, by: conv8), then: .relu, plus: full)
        return conv10(fullAgain)
    }

    /// Twice the size by a layer of the decoder, and ReLU; a transposed convolution doubles it itself.
    private func enlarged(_ x: Tensor, by layer: any Layer) -> Tensor {
        (layer as? Conv2d)?.ofDoubled(x, then: .relu) ?? relu(layer(x))
    }
}

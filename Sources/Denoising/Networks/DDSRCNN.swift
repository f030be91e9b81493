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
        let full = relu(conv2(relu(conv1(x))))
        let half = relu(conv4(relu(conv3(halved(full)))))
        let quarter = relu(conv5(halved(half)))
        let halfAgain = half + relu(conv7(relu(conv6(doubled(quarter)))))
        let fullAgain = full + relu(conv9(relu(conv8(doubled(halfAgain)))))
        return conv10(fullAgain)
    }

    private func halved(_ x: Tensor) -> Tensor { x.maxPooled(kernel: 2, stride: 2) }

    private func doubled(_ x: Tensor) -> Tensor {
        x.resized(to: Pair(2 * x.shape[2], 2 * x.shape[3]), by: .nearest)
    }
}

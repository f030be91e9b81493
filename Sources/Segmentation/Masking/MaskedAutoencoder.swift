import Foundation
import Torch

/// Masked Autoencoders Are Scalable Vision Learners. He, Chen, Xie, Li, Dollár, Girshick, CVPR 2022.
/// https://arxiv.org/abs/2111.06377
///
/// A transformer sees a few of an image's patches, and a small one after it says what the others look like. The second is
/// left away after training. Parameters of the second by their authors' names.
final class MaskedAutoencoder: Module {
    let backbone: VisionTransformer
    // swift-format-ignore: AlwaysUseLowerCamelCase
    let decoder_embed: Linear
    // swift-format-ignore: AlwaysUseLowerCamelCase
    let mask_token: Parameter
    // swift-format-ignore: AlwaysUseLowerCamelCase
    let decoder_blocks: [TransformerBlock]
    // swift-format-ignore: AlwaysUseLowerCamelCase
    let decoder_norm: LayerNorm
    // swift-format-ignore: AlwaysUseLowerCamelCase
    let decoder_pred: Linear
    /// Where each patch of the matrix is, for the second transformer: 1×patches×width. It is not learnt.
    private let places: Tensor
    private let patch: Int

    /// - Parameters:
    ///   - backbone: the transformer that will be kept.
    ///   - width: the numbers that it tells of each patch.
    ///   - patch: the rows and columns of one.
    ///   - grid: the patches of an image.
    ///   - inner: the numbers that stand for a patch in the second transformer, a multiple of 32.
    ///   - depth: the number of its blocks.
    ///   - generator: draws the first weights.
    init(
        _ backbone: VisionTransformer, width: Int, patch: Int, grid: Pair, inner: Int = 128, depth: Int = 2,
        using generator: Generator
    ) {
        self.backbone = backbone
        self.patch = patch
        let start = Initialisation.glorotUniform
        decoder_embed = Linear(width, inner, initialisation: start, using: generator)
        mask_token = .normal([1, 1, inner], std: 0.02, using: generator)
        decoder_blocks = (0..<depth).map { _ in
            TransformerBlock(inner, heads: inner / 32, initialisation: start, using: generator)
        }
        decoder_norm = LayerNorm(inner, epsilon: 1e-6)
        decoder_pred = Linear(inner, patch * patch, initialisation: start, using: generator)
        places = sinePlaces(grid, width: inner)
    }

    /// The mean squared difference between the patches that were hidden and what is said of them.
    ///
    /// - Parameters:
    ///   - images: N×1×H×W.
    ///   - order: the numbers of all patches of each, N×patches; the first are seen, the others hidden.
    ///   - seen: how many are seen.
    func loss(_ images: Tensor, order: Tensor, seen: Int) -> Tensor {
        let hidden = order[0..., seen...]
        let known = decoder_embed(backbone.tokens(images, at: order[0..., 0..<seen])[0..., 1...])
        let guesses = mask_token.value.to(known.dtype).expanded(
            to: [images.shape[0], order.shape[1] - seen, known.shape[2]])
        let there = places.to(images.device).expanded(
            to: [images.shape[0], order.shape[1], known.shape[2]])
        let mixed = concatenate([known, guesses], dim: 1) + there.picked(order)
        let told = decoder_norm(decoder_blocks.reduce(mixed) { $1($0) })[0..., seen...]
        return meanSquaredError(decoder_pred(told).to(images.dtype), patches(images).picked(hidden))
    }

    /// N×1×H×W to N×patches×pixels: the patches row by row, and so their pixels.
    private func patches(_ images: Tensor) -> Tensor {
        let (rows, columns) = (images.shape[2] / patch, images.shape[3] / patch)
        return images.reshaped(images.shape[0], rows, patch, columns, patch).permuted(0, 1, 3, 2, 4)
            .reshaped(images.shape[0], rows * columns, patch * patch)
    }
}

extension Tensor {
    /// Of N×patches×width those with the numbers N×k: N×k×width.
    func picked(_ numbers: Tensor) -> Tensor {
        gathered(
            numbers.unsqueezed(2).expanded(to: [numbers.shape[0], numbers.shape[1], shape[2]]), dim: 1)
    }
}

/// Sines and cosines of where each patch of a grid is, as Vaswani et al. told words' places: 1×patches×width, half of the
/// numbers for the column, half for the row.
///
/// - Precondition: `width` is a multiple of 4.
func sinePlaces(_ grid: Pair, width: Int) -> Tensor {
    precondition(width.isMultiple(of: 4))
    let frequencies = (0..<width / 4).map { pow(10_000, -Double($0) / Double(width / 4)) }
    func waves(_ place: Int) -> [Float] {
        let angles = frequencies.map { Double(place) * $0 }
        return angles.map { Float(sin($0)) } + angles.map { Float(cos($0)) }
    }
    let values = (0..<grid.rows).flatMap { row in
        (0..<grid.columns).flatMap { column in waves(column) + waves(row) }
    }
    return Tensor(values, shape: [1, grid.rows * grid.columns, width])
}

public import Torch

/// An Image is Worth 16×16 Words: Transformers for Image Recognition at Scale. Dosovitskiy et al., ICLR 2021.
/// https://arxiv.org/abs/2010.11929
///
/// As DINO and timm have it, with their tensors' names and without a head. It answers what each patch of an image is
/// like, for images of any size in whole patches.
public final class VisionTransformer: Module, Layer {
    // The names are those of published weights.
    // swift-format-ignore: AlwaysUseLowerCamelCase
    let patch_embed: PatchEmbedding
    // swift-format-ignore: AlwaysUseLowerCamelCase
    let cls_token: Parameter
    // swift-format-ignore: AlwaysUseLowerCamelCase
    let pos_embed: Parameter
    let blocks: [TransformerBlock]
    let norm: LayerNorm
    private let patch, width, side: Int

    /// How embeddings of places become those of another number of places; DINO's way at first.
    public var positions = PositionInterpolation.dino

    /// Untrained.
    ///
    /// - Parameters:
    ///   - patch: the rows and columns of a patch.
    ///   - width: the numbers that stand for a patch.
    ///   - heads: among how many these are shared out in attention.
    ///   - depth: the number of blocks.
    ///   - channels: those of the images.
    ///   - side: `side` × `side` places have an embedding of their own.
    ///   - start: whose first weights they are.
    ///   - generator: draws them.
    public init(
        patch: Int, width: Int, heads: Int, depth: Int, channels: Int, side: Int,
        start: TransformerStart = .dino, using generator: Generator
    ) {
        (self.patch, self.width, self.side) = (patch, width, side)
        patch_embed = PatchEmbedding(channels, width, patch: patch, using: generator)
        cls_token = .normal([1, 1, width], std: 0.02, using: generator)
        pos_embed = start.places(side, width: width, using: generator)
        blocks = (0..<depth).map { _ in
            TransformerBlock(
                width, heads: heads, initialisation: start.initialisation, using: generator)
        }
        norm = LayerNorm(width, epsilon: 1e-6)
    }

    /// N×channels×H×W, H and W multiples of the patch, to N×width×H/patch×W/patch: the tokens of all patches.
    public func callAsFunction(_ x: Tensor) -> Tensor { features(x, .tokens) }

    /// The same, or the keys of the last block in their place.
    public func features(_ x: Tensor, _ kind: PatchFeatures) -> Tensor {
        let found =
            switch kind {
            case .tokens: tokens(x)
            case .keys: keys(x)
            }
        return found[0..., 1...].transposed(1, 2).reshaped(
            x.shape[0], width, x.shape[2] / patch, x.shape[3] / patch)
    }

    /// What the image as a whole is like: N×width, the token of no patch.
    public func classToken(_ x: Tensor) -> Tensor { tokens(x)[0..., 0] }

    /// The token of no patch and those of all patches, row by row: N×(1 + h·w)×width.
    private func tokens(_ x: Tensor) -> Tensor { norm(blocks.reduce(embedded(x)) { $1($0) }) }

    /// The token of no patch and those of the patches with these numbers, N×k, which see no others: N×(1 + k)×width.
    func tokens(_ x: Tensor, at patches: Tensor) -> Tensor {
        let all = embedded(x)
        let seen = concatenate([all[0..., 0..<1], all[0..., 1...].picked(patches)], dim: 1)
        return norm(blocks.reduce(seen) { $1($0) })
    }

    /// In the same order, what the last block's heads compare, head by head.
    private func keys(_ x: Tensor) -> Tensor {
        let before = blocks.dropLast().reduce(embedded(x)) { $1($0) }
        return blocks.last?.keys(before) ?? before
    }

    private func embedded(_ x: Tensor) -> Tensor {
        let patches = patch_embed(x)
        let places = positionEmbeddings(Pair(patches.shape[2], patches.shape[3]))
        let all = [
            cls_token.value.expanded(to: [x.shape[0], 1, width]), patches.flattened(from: 2).transposed(1, 2),
        ]
        return concatenate(all, dim: 1) + places
    }

    /// 1×(1 + rows·columns)×width.
    private func positionEmbeddings(_ grid: Pair) -> Tensor {
        let own = pos_embed.value
        guard grid != Pair(side, side) else { return own }
        let places = own[0..., 1...].reshaped(1, side, side, width).permuted(0, 3, 1, 2)
        let resized = positions.resized(places, to: grid)
        return concatenate([own[0..., 0..<1], resized.flattened(from: 2).transposed(1, 2)], dim: 1)
    }
}

/// What is told of each patch.
public enum PatchFeatures: String, CaseIterable, Sendable {
    /// What the last block leaves, normalised.
    case tokens
    /// What the heads of the last block compare by, one head's numbers after the other's.
    case keys
}

/// Each patch times a matrix: a convolution without overlap.
final class PatchEmbedding: Module, Layer {
    let proj: Conv2d

    init(_ channels: Int, _ width: Int, patch: Int, using generator: Generator) {
        proj = Conv2d(channels, width, kernel: patch, stride: patch, using: generator)
    }

    func callAsFunction(_ x: Tensor) -> Tensor { proj(x) }
}

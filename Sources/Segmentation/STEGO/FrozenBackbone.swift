import Foundation
import Torch
import Training

/// The transformer that a segmenter stands on and leaves as it is.
struct FrozenBackbone {
    let architecture: TransformerArchitecture
    /// The SHA-256 digest of its file.
    let hash: String
    let network: VisionTransformer

    /// From a file that `train backbone` or `models import` has written.
    ///
    /// One that learnt from images of one channel sees colours, too: each of its kernels is shared out among red, green and
    /// blue, so that grey looks as it did.
    ///
    /// Throws a sentence with the file where it does not say which transformer it holds, or holds another one than it says,
    /// or one for images of other channels.
    init(file: URL, channels: Int) throws {
        let facts = try SafeTensors.metadata(file)
        var tensors = try SafeTensors.read(file)
        if let kernels = tensors[Self.kernels], kernels.rank == 4, kernels.shape[1] == 1, channels > 1 {
            let shape = [kernels.shape[0], channels, kernels.shape[2], kernels.shape[3]]
            tensors[Self.kernels] = kernels.expanded(to: shape) / Double(channels)
        }
        if try TrainedBackbone.isOne(file) {
            architecture = try TrainedBackbone(file: file).architecture
        } else if let named = facts["architecture"].flatMap(TransformerArchitecture.init) {
            architecture = named
        } else {
            throw SegmentationError(
                "\(file.path) does not say which transformer it holds; give weights that `bonescan train backbone` or "
                    + "`bonescan models import` has written")
        }
        network = Self.made(architecture, for: tensors, channels: channels)
        do { try network.load(tensors) } catch {
            throw SegmentationError(
                "\(file.path) is no \(architecture.rawValue) for images of \(channels) channels: \(error)")
        }
        for (name, tensor) in network.state where !tensor.isFinite {
            throw SegmentationError(
                "\(file.path): \(name) holds values that are not numbers; copy the file again")
        }
        network.evaluate()
        hash = SHA256.digest(of: try Data(contentsOf: file, options: .alwaysMapped))
    }

    private static let kernels = "patch_embed.proj.weight"

    /// The same. Throws where its patches do not fill the recipe's matrix, or cannot be told in its detail.
    func checked(_ recipe: SegmenterRecipe) throws(SegmentationError) -> FrozenBackbone {
        let (patch, matrix) = (architecture.patch, recipe.matrix)
        guard patch.isMultiple(of: recipe.detail) else {
            throw SegmentationError(
                "detail is \(recipe.detail); a patch of \(architecture.title) has \(patch) pixels: give a number that divides it"
            )
        }
        guard matrix.rows.isMultiple(of: patch), matrix.columns.isMultiple(of: patch) else {
            throw SegmentationError(
                "matrix is \(matrix.rows) × \(matrix.columns); \(architecture.title) takes multiples of \(patch)"
            )
        }
        return self
    }

    /// The network with as many places as these weights, by their own names, have embeddings for.
    static func made(
        _ architecture: TransformerArchitecture, for tensors: [String: Tensor], channels: Int
    ) -> VisionTransformer {
        let places = tensors["pos_embed"].map { $0.rank == 3 ? $0.shape[1] - 1 : 0 } ?? 0
        let side = Int(Double(max(0, places)).squareRoot())
        return architecture.make(
            channels: channels, side: side > 0 && side * side == places ? side : nil,
            using: Generator(seed: 0))
    }
}

extension SegmenterRecipe {
    /// Throws where no backbone is named, or it is missing, broken or does not fit.
    public func checkBackbone() throws { _ = try frozenBackbone() }

    func frozenBackbone() throws -> FrozenBackbone {
        guard !backbone.isEmpty else {
            throw SegmentationError(
                "the recipe names no backbone; give the weights that `bonescan train backbone` has written")
        }
        return try FrozenBackbone(file: URL(filePath: backbone), channels: input.channels).checked(self)
    }
}

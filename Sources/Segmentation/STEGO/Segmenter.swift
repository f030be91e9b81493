import Torch

/// A frozen backbone, and what has learnt on it: what a file of weights holds.
final class Segmenter: Module {
    let backbone: VisionTransformer
    let stego: STEGO

    init(_ backbone: VisionTransformer, _ stego: STEGO) { (self.backbone, self.stego) = (backbone, stego) }

    /// Untrained, on a backbone of this width.
    convenience init(
        _ backbone: VisionTransformer, width: Int, _ recipe: SegmenterRecipe, using generator: Generator
    ) {
        self.init(
            backbone,
            STEGO(
                width, code: recipe.code, clusters: recipe.clusters, classes: BoneClass.labels,
                using: generator))
    }

    /// The code of an image, 1×channels×H×W, and of the same mirrored, at these places: 1×code×h×w.
    func code(_ image: Tensor, _ kind: PatchFeatures, at places: Tensor) -> Tensor {
        let features = backbone.features(concatenate([image, image.flipped(3)]), kind)
        return stego.code(features[0..<1], mirrored: features[1..<2]).sampled(at: places, outside: .border)
    }
}

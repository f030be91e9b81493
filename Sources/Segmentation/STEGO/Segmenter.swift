import Torch

/// A frozen backbone, and what has learnt on it: what a file of weights holds, by the name of its method.
final class Segmenter: Module {
    let backbone: VisionTransformer
    private let stego: STEGO?
    private let smooseg: SmooSeg?
    private let primaps: PriMaPs?
    private let chosen: Chosen

    /// One of the three once more, where a module does not look for its parts.
    private struct Chosen { let learner: any CodeLearner }

    /// Untrained, on a backbone of this width.
    init(_ backbone: VisionTransformer, width: Int, _ recipe: SegmenterRecipe, using generator: Generator) {
        self.backbone = backbone
        let learner = recipe.method.learner(width, recipe, using: generator)
        (stego, smooseg, primaps) = (learner as? STEGO, learner as? SmooSeg, learner as? PriMaPs)
        chosen = Chosen(learner: learner)
    }

    /// What learns, or has learnt.
    var learner: any CodeLearner { chosen.learner }

    /// The code of an image, 1×channels×H×W, and of the same mirrored, at these places: 1×code×h×w.
    func code(_ image: Tensor, _ kind: PatchFeatures, at places: Tensor) -> Tensor {
        let features = backbone.features(concatenate([image, image.flipped(3)]), kind)
        return learner.code(features[0..<1], mirrored: features[1..<2]).sampled(at: places, outside: .border)
    }
}

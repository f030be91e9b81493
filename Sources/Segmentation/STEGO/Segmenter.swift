import Torch

/// A frozen backbone, and what has learnt on it: what a file of weights holds, by the name of its method.
final class Segmenter: Module {
    let backbone: VisionTransformer
    let scale: FeatureWhitening
    private let stego: STEGO?
    private let smooseg: SmooSeg?
    private let primaps: PriMaPs?
    private let chosen: Chosen

    /// One of the three once more, where a module does not look for its parts.
    private struct Chosen { let learner: any CodeLearner }

    /// Untrained, on a backbone of this width.
    init(_ backbone: VisionTransformer, width: Int, _ recipe: SegmenterRecipe, using generator: Generator) {
        self.backbone = backbone
        scale = FeatureWhitening(width)
        let learner = recipe.method.learner(width, recipe, using: generator)
        (stego, smooseg, primaps) = (learner as? STEGO, learner as? SmooSeg, learner as? PriMaPs)
        chosen = Chosen(learner: learner)
    }

    /// What learns, or has learnt.
    var learner: any CodeLearner { chosen.learner }

    /// What is told of an image, 1×channels×H×W, at these places, 1×h×w×2 from -1 to 1 between its edges.
    ///
    /// - Parameter body: 1 for each of its patches that shows body, row by row.
    func answers(
        _ image: Tensor, body: [Float], _ kind: PatchFeatures, at places: Tensor
    ) -> SegmenterAnswers {
        let features = scale(backbone.features(concatenate([image, image.flipped(3)]), kind))
        func sampled(_ x: Tensor) -> Tensor { x.sampled(at: places, outside: .border) }
        let (rows, columns) = (features.shape[2], features.shape[3])
        let seen = Tensor(body, shape: [1, 1, rows, columns]).to(image.device)
        return learner.answers(features[0..<1], mirrored: features[1..<2], sampled).withAir(
            body: sampled(seen))
    }
}

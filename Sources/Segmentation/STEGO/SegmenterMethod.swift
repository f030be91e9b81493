import Torch
public import Training

/// How codes and clusters are learnt on a frozen backbone without labels.
public enum SegmenterMethod: String, Choice {
    /// Codes whose correspondences follow those of the features: see ``STEGOHead``.
    case stego
    /// Clusters that change where features do: see ``SmoothnessSettings``.
    case smooseg
    /// Clusters of the features themselves, by masks of places that are alike: see ``PrincipalMasks``.
    case primaps
}

extension SegmenterMethod {
    /// What learns, untrained, on a backbone of this width.
    func learner(_ width: Int, _ recipe: SegmenterRecipe, using generator: Generator) -> any CodeLearner {
        let (clusters, classes) = (recipe.clusters, BoneClass.labels)
        return switch self {
        case .stego:
            STEGO(
                width, code: recipe.code, clusters: clusters, classes: classes, detail: recipe.detail,
                using: generator)
        case .smooseg:
            SmooSeg(
                width, code: recipe.code, clusters: clusters, classes: classes, detail: recipe.detail,
                using: generator)
        case .primaps:
            PriMaPs(width, clusters: clusters, classes: classes, detail: recipe.detail, using: generator)
        }
    }

    /// Draws the batch of a step, which depends on the recipe's seed and the step alone; the views' numbers are the first
    /// of its arrays.
    func batches(_ recipe: SegmenterRecipe, of views: ViewFeatures) -> @Sendable (Int) -> Batch {
        switch self {
        case .stego:
            let sampler = CorrespondenceSampler(
                recipe: recipe, neighbours: views.neighbours, bodies: BodyPlaces(views.body))
            return { sampler.batch($0) }
        case .smooseg:
            let sampler = SmoothnessSampler(recipe: recipe, views: views.count, places: views.places)
            return { sampler.batch($0) }
        case .primaps:
            let sampler = MaskedViewSampler(recipe: recipe, views: views.count)
            return { sampler.batch($0) }
        }
    }
}

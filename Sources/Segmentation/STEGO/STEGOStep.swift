public import Torch
import Training

/// Steps of STEGO's training on features that are given, as ``SegmenterTrainer`` makes them: to be timed or followed
/// without a cohort and a backbone.
public final class STEGOStep {
    private let recipe: SegmenterRecipe
    private let views: ViewFeatures
    private let sampler: CorrespondenceSampler
    private let learner: STEGO
    private let optimizer: Adam

    /// Before the first.
    ///
    /// - Parameters:
    ///   - recipe: that of the training.
    ///   - features: what a backbone tells of views, views×width×h×w.
    ///   - labels: a label of ``BoneClass`` for each pixel, and 1 in foci, views×H×W each, 255 where nothing is known;
    ///     `nil` where probes for labels do not learn.
    ///   - generator: draws the first weights and what is left out.
    /// - Precondition: there are as many views as the recipe's batch has, or more.
    public init(
        _ recipe: SegmenterRecipe, features: Tensor, labels: (bones: Tensor, foci: Tensor)? = nil,
        using generator: Generator
    ) {
        precondition(features.shape[0] >= recipe.batch, "\(features.shape[0]) views are no batch")
        self.recipe = recipe
        views = ViewFeatures(features, labels)
        sampler = CorrespondenceSampler(
            recipe: recipe, neighbours: views.neighbours, bodies: BodyPlaces(views.body))
        learner = STEGO(
            features.shape[1], code: recipe.code, clusters: recipe.clusters, classes: BoneClass.labels,
            detail: recipe.detail, using: generator)
        optimizer = Adam(learner, learningRate: recipe.learningRate)
        optimizer.paces = learner.paces(probes: recipe.probeLearningRate / recipe.learningRate)
    }

    /// Makes the step of this number, which decides its batch, and answers its loss: one number.
    @discardableResult
    public func callAsFunction(_ step: Int) -> Tensor {
        let batch = sampler.batch(step)
        let loss = learner.loss(
            batch.arrays.map { Tensor($0.values, shape: $0.shape).to(views.features.device) }, of: views,
            recipe)
        loss.backward()
        optimizer.step()
        return loss.detached()
    }
}

extension ViewFeatures {
    /// Of features that are there. No labels are read where there are none.
    fileprivate init(_ features: Tensor, _ labels: (bones: Tensor, foci: Tensor)?) {
        let places = [features.shape[0], features.shape[2], features.shape[3]]
        (self.features, mirrored) = (features.to(.float16), nil)
        scale = FeatureWhitening(features.shape[1])
        (bones, foci) = labels ?? (.zeros(places), .zeros(places))
        isLabelled = labels != nil
        masks = .zeros(places)
        body = .ones(places)
        neighbours = NearestNeighbours(features.mean(dim: 2, 3))
    }
}

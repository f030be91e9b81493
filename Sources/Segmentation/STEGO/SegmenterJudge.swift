import Torch
import Training

/// Judges a segmenter on the views for validation.
///
/// The score is the loss of what needs no labels with the other sign: labels have no say in which weights are kept, unlike
/// in STEGO's authors' code. They are noted where there are any.
struct SegmenterJudge {
    private let recipe: SegmenterRecipe
    private let views: ViewFeatures
    private let batches: [[Tensor]]

    /// The same draws at every call.
    init(_ recipe: SegmenterRecipe, on views: ViewFeatures, device: Device) {
        var own = recipe
        (own.batch, own.seed) = (min(recipe.batch, views.count), recipe.splitSeed)
        let draw = recipe.method.batches(own, of: views)
        batches = (0..<8).map { step in
            draw(step).arrays.map { Tensor($0.values, shape: $0.shape).to(device) }
        }
        (self.recipe, self.views) = (recipe, views)
    }

    func callAsFunction(_ network: any CodeLearner) throws -> TrainingLoop.Judgement {
        let losses = batches.map { network.unlabelledLoss($0, of: views, recipe).loss.item }
        let loss = losses.reduce(0, +) / Double(losses.count)
        guard views.isLabelled else { return .init(score: -loss) }
        let validation = try SegmenterValidation(network, on: views, clusters: recipe.clusters)
        return .init(score: -loss, metrics: validation.metrics)
    }
}

import Torch
import Training

/// Judges a backbone by the views for validation: how much of what differs between pixels is told rightly of hidden
/// patches, 1 less the mean squared difference over the variance.
struct MaskJudge {
    private let batches: [Batch]
    private let seen: Int
    private let variance: Double

    /// The same views, changed and masked alike, at every call.
    init(_ recipe: BackboneRecipe, views: [PreparedView]) throws {
        batches = try MaskSampler(recipe, views: views).batches(of: recipe.batch)
        seen = recipe.seenPatches
        let pixels = batches.flatMap { $0.arrays[0].values }
        let mean = pixels.reduce(0.0) { $0 + Double($1) } / Double(pixels.count)
        variance =
            pixels.reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) } / Double(pixels.count)
    }

    func callAsFunction(_ network: MaskedAutoencoder, _ device: Device) -> TrainingLoop.Judgement {
        var (sum, count) = (0.0, 0)
        for batch in batches {
            let arrays = batch.arrays.map { Tensor($0.values, shape: $0.shape).to(device) }
            let size = arrays[0].shape[0]
            sum += network.loss(arrays[0], order: arrays[1].to(.int64), seen: seen).item * Double(size)
            count += size
        }
        let loss = sum / Double(count)
        return .init(score: 1 - loss / max(variance, 1e-12), metrics: ["loss on validation": loss])
    }
}

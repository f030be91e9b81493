import Scintigraphy
import Torch
import Training

/// Draws what a backbone learns from where it guesses hidden patches: whole views, changed by chance as scans differ by
/// chance, and which of their patches are seen.
struct MaskSampler: Sendable {
    private let crops: CropSampler
    private let recipe: BackboneRecipe
    private let views: [PreparedView]

    /// Of these views, one at least.
    init(_ recipe: BackboneRecipe, views: [PreparedView]) {
        (self.recipe, self.views) = (recipe, views)
        crops = CropSampler(recipe, views: views)
    }

    /// The batch of a step, which depends on the recipe's seed and the step alone: N×1×rows×columns, and N×patches as
    /// ``MaskedAutoencoder/loss(_:order:seen:)`` takes them.
    func batch(_ step: Int) throws -> Batch {
        var generator = SeededGenerator(seed: recipe.seed, step: step)
        let chosen = (0..<recipe.batch).map { _ in views[Int.random(in: views.indices, using: &generator)] }
        return Batch([
            try crops.whole(chosen, using: &generator), orders(chosen.count, using: &generator),
        ])
    }

    /// All views, the same at every call, so many at a time.
    func batches(of count: Int) throws -> [Batch] {
        var generator = SeededGenerator(seed: recipe.splitSeed)
        return try stride(from: 0, to: views.count, by: count).map { start in
            let chosen = Array(views[start..<min(start + count, views.count)])
            return Batch([
                try crops.whole(chosen, using: &generator), orders(chosen.count, using: &generator),
            ])
        }
    }

    private func orders(_ count: Int, using generator: inout SeededGenerator) -> Batch.Array {
        let patches = recipe.grid.rows * recipe.grid.columns
        let orders = (0..<count).flatMap { _ in (0..<patches).shuffled(using: &generator) }
        return .init(orders.map { Float($0) }, shape: [count, patches])
    }
}

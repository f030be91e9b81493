import Scintigraphy
import Training

/// Draws which views a step of SmooSeg compares, and at which patches.
///
/// The authors compare all patches with all, 784 of a photograph. A view of 512×128 has 1,024: of 32 views, one table of
/// all pairs takes 134 MB, and a step makes a dozen. Here `side` × `side` patches are drawn for all views of a step, all of
/// them where there are no more.
struct SmoothnessSampler: Sendable {
    let recipe: SegmenterRecipe
    /// How many views there are, and how many patches each has.
    let views, places: Int

    /// The batch of a step: the views' numbers (N), for each another one within the batch (N), and the patches.
    func batch(_ step: Int) -> Batch {
        var generator = SeededGenerator(seed: recipe.seed, step: step)
        let chosen = (0..<views).shuffled(using: &generator).prefix(recipe.batch)
        let partners = CorrespondenceSampler.partners(of: chosen.count, using: &generator)
        let compared = (0..<places).shuffled(using: &generator).prefix(recipe.side * recipe.side)
        return Batch([chosen.map { $0 }, partners, compared.map { $0 }].map { Batch.Array(numbers: $0) })
    }
}

extension Batch.Array {
    /// Whole numbers in one dimension.
    init(numbers: [Int]) { self.init(numbers.map { Float($0) }, shape: [numbers.count]) }
}

import Scintigraphy
import Training

/// Draws which views a step of PriMaPs-EM learns from.
struct MaskedViewSampler: Sendable {
    let recipe: SegmenterRecipe
    /// How many there are.
    let views: Int

    /// The batch of a step: the views' numbers, and the step.
    func batch(_ step: Int) -> Batch {
        var generator = SeededGenerator(seed: recipe.seed, step: step)
        let chosen = (0..<views).shuffled(using: &generator).prefix(recipe.batch)
        return Batch([Batch.Array(numbers: Array(chosen)), Batch.Array(numbers: [step])])
    }
}

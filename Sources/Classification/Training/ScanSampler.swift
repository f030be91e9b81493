import Foundation
import Scintigraphy
import Training

/// Draws what a classifier learns from: scans, moved and thinned, with their answers.
struct ScanSampler: Sendable {
    let recipe: ClassifierRecipe
    private let scans: [LabelledScan]
    /// N / 2 N of those with the same answer, so that both answers count as much.
    private let weights: (no: Float, yes: Float)

    /// Of scans of which both answers are known.
    init(_ recipe: ClassifierRecipe, scans: [LabelledScan]) {
        self.recipe = recipe
        self.scans = scans
        let positive = scans.count(where: \.answer)
        func weight(_ count: Int) -> Float { Float(scans.count) / Float(2 * max(1, count)) }
        weights = (weight(scans.count - positive), weight(positive))
    }

    /// The batch of a step, which depends on the recipe's seed and the step alone: what the network sees
    /// (N×views×rows×columns), answers (N×1) and their weights (N×1).
    func batch(_ step: Int) throws -> Batch {
        var generator = SeededGenerator(seed: recipe.seed, step: step)
        let count = recipe.batch
        var seen: [Float] = []
        var answers: [Float] = []
        var weights: [Float] = []
        seen.reserveCapacity(
            count * recipe.architecture.views.count * recipe.input.rows * recipe.input.columns)
        for _ in 0..<count {
            let scan = scans[Int.random(in: scans.indices, using: &generator)]
            seen += recipe.augments ? try augmented(scan, using: &generator) : recipe.input.seen(scan)
            answers.append(scan.answer ? 1 : 0)
            weights.append(scan.answer ? self.weights.yes : self.weights.no)
        }
        return Batch([
            .init(
                seen,
                shape: [count, recipe.architecture.views.count, recipe.input.rows, recipe.input.columns]),
            .init(answers, shape: [count, 1]), .init(weights, shape: [count, 1]),
        ])
    }

    /// Both views are of one patient: what mirrors, moves and thins one does the same to the other.
    private func augmented(
        _ scan: LabelledScan, using generator: inout SeededGenerator
    ) throws -> [Float] {
        let turn = Double.random(in: -5...5, using: &generator) * .pi / 180
        var placement = ClassifierInput.Placement(
            turn: turn, size: Double.random(in: 0.95...1.05, using: &generator),
            down: Double.random(in: -0.03...0.03, using: &generator),
            right: Double.random(in: -0.05...0.05, using: &generator),
            isMirrored: Bool.random(using: &generator))
        let fraction = Double.random(in: 0.3...1, using: &generator)
        return try scan.views.flatMap { view in
            let isThinned = view.meaning == .counts
            let image = isThinned ? try view.thinned(fraction: fraction, using: &generator) : view
            defer {
                // Seen from behind, the same turn and shift go the other way.
                placement.turn.negate()
                placement.right.negate()
            }
            return recipe.input.seen(image, at: placement)
        }
    }
}

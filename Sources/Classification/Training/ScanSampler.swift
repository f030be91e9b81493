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
    /// (N×views×rows×columns), answers (N×1) and their weights (N×1); and where the recipe wants it, where lesions lie
    /// (N×views×rows×columns) and of which scans that is known (N×1×1×1).
    func batch(_ step: Int) throws -> Batch {
        var generator = SeededGenerator(seed: recipe.seed, step: step)
        let (count, views) = (recipe.batch, recipe.architecture.views.count)
        var seen: [Float] = []
        var answers: [Float] = []
        var weights: [Float] = []
        var lesions: [Float] = []
        var areKnown: [Float] = []
        let shape = [count, views, recipe.input.rows, recipe.input.columns]
        seen.reserveCapacity(shape.reduce(1, *))
        for _ in 0..<count {
            let scan = scans[Int.random(in: scans.indices, using: &generator)]
            let augmentation = recipe.augments ? Augmentation(using: &generator) : nil
            seen += try self.seen(scan, augmentation, using: &generator)
            answers.append(scan.answer ? 1 : 0)
            weights.append(scan.answer ? self.weights.yes : self.weights.no)
            guard recipe.lesionWeight > 0 else { continue }
            lesions += self.lesions(scan, augmentation)
            areKnown.append(scan.lesions == nil ? 0 : 1)
        }
        let guide: [Batch.Array] =
            recipe.lesionWeight > 0
            ? [.init(lesions, shape: shape), .init(areKnown, shape: [count, 1, 1, 1])] : []
        return Batch(
            [
                .init(seen, shape: shape), .init(answers, shape: [count, 1]),
                .init(weights, shape: [count, 1]),
            ]
                + guide)
    }

    private func seen(
        _ scan: LabelledScan, _ augmentation: Augmentation?, using generator: inout SeededGenerator
    ) throws -> [Float] {
        guard let augmentation else { return recipe.input.seen(scan) }
        return try scan.views.flatMap { view in
            let image =
                view.meaning == .counts
                ? try view.thinned(fraction: augmentation.fraction, using: &generator) : view
            return recipe.input.seen(image, at: augmentation.placement(of: view.view))
        }
    }

    /// Zeros where it is not known where they lie.
    private func lesions(_ scan: LabelledScan, _ augmentation: Augmentation?) -> [Float] {
        let size = recipe.input.rows * recipe.input.columns
        guard let masks = scan.lesions else { return .init(repeating: 0, count: size * scan.views.count) }
        return masks.flatMap { mask in
            recipe.input.seen(mask: mask, at: augmentation?.placement(of: mask.view) ?? .init())
        }
    }
}

/// How a scan is changed by chance. Both views are of one patient: what mirrors, moves and thins one does the same to
/// the other.
private struct Augmentation {
    /// Of the counts, how much is kept.
    let fraction: Double
    private let front: ClassifierInput.Placement

    init(using generator: inout SeededGenerator) {
        let turn = Double.random(in: -5...5, using: &generator) * .pi / 180
        front = ClassifierInput.Placement(
            turn: turn, size: Double.random(in: 0.95...1.05, using: &generator),
            down: Double.random(in: -0.03...0.03, using: &generator),
            right: Double.random(in: -0.05...0.05, using: &generator),
            isMirrored: Bool.random(using: &generator))
        fraction = Double.random(in: 0.3...1, using: &generator)
    }

    /// Seen from behind, the same turn and shift go the other way.
    func placement(of view: View) -> ClassifierInput.Placement {
        guard view == .posterior else { return front }
        var placement = front
        placement.turn.negate()
        placement.right.negate()
        return placement
    }
}

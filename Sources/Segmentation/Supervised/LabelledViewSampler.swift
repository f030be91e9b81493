import Scintigraphy
import Training

/// Draws what a U-Net learns from: whole views, mirrored and thinned by chance, with their labels.
struct LabelledViewSampler: Sendable {
    let recipe: UNetRecipe
    private let views: [LabelledView]

    /// Of these views, one at least.
    init(_ recipe: UNetRecipe, views: [LabelledView]) { (self.recipe, self.views) = (recipe, views) }

    /// The batch of a step, which depends on the recipe's seed and the step alone: what is seen (N×1×rows×columns), the
    /// classes of bone and the foci (N×rows×columns each; ``ViewFeatures/unknown`` where nothing is known).
    func batch(_ step: Int) throws -> Batch {
        var generator = SeededGenerator(seed: recipe.seed, step: step)
        var (seen, bones, foci): ([Float], [Float], [Float]) = ([], [], [])
        for _ in 0..<recipe.batch {
            let view = views[Int.random(in: views.indices, using: &generator)]
            let fraction = Double.random(in: recipe.leastFraction...1, using: &generator)
            let isMirrored = recipe.mirrors && Bool.random(using: &generator)
            let thinned = try view.view.thinned(fraction, using: &generator)
            func turned<Value>(_ values: [Value]) -> [Value] {
                isMirrored ? values.mirrored(columns: recipe.matrix.columns) : values
            }
            seen += turned(recipe.matrix.seen(thinned))
            bones += turned(view.labels(\.bones, in: recipe.matrix).map { Float($0) })
            foci += turned(view.labels(\.foci, in: recipe.matrix).map { Float($0) })
        }
        let (rows, columns) = (recipe.matrix.rows, recipe.matrix.columns)
        return Batch([
            .init(seen, shape: [recipe.batch, 1, rows, columns]),
            .init(bones, shape: [recipe.batch, rows, columns]),
            .init(foci, shape: [recipe.batch, rows, columns]),
        ])
    }
}

extension LabelledView {
    /// Labels of one kind, row by row; ``ViewFeatures/unknown`` where there are none.
    func labels(_ kind: KeyPath<LabelledView, [UInt8]?>, in matrix: BackboneInput) -> [UInt8] {
        self[keyPath: kind]
            ?? [UInt8](repeating: UInt8(ViewFeatures.unknown), count: matrix.rows * matrix.columns)
    }
}

extension PreparedView {
    /// The view with each event kept with this chance, on the same scale; whole where its numbers are no counts.
    fileprivate func thinned(
        _ fraction: Double, using generator: inout SeededGenerator
    ) throws -> PreparedView {
        guard image.meaning == .counts, fraction < 1 else { return self }
        return PreparedView(
            image: try image.thinned(fraction: fraction, using: &generator), body: body * Float(fraction),
            step: step)
    }
}

extension Array {
    /// Each row of so many columns from its end to its beginning.
    fileprivate func mirrored(columns: Int) -> [Element] {
        stride(from: 0, to: count, by: columns).flatMap { self[$0..<$0 + columns].reversed() }
    }
}

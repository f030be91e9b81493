import Scintigraphy
import Training

/// Draws which views a step compares, and where: at random places of their bodies.
///
/// STEGO's authors draw from whole photographs; most of a scan is air, which is like other air and tells nothing.
struct CorrespondenceSampler: Sendable {
    let recipe: SegmenterRecipe
    let neighbours: NearestNeighbours
    let bodies: BodyPlaces

    /// The batch of a step, which depends on the recipe's seed and the step alone: the views' numbers (N), those of their
    /// neighbours (N), places of either (2×N×side×side×2) and partners within the batch (partners×N).
    func batch(_ step: Int) -> Batch {
        var generator = SeededGenerator(seed: recipe.seed, step: step)
        let (count, side) = (recipe.batch, recipe.side)
        let views = neighbours.table.indices.shuffled(using: &generator).prefix(count)
        let others = views.map { neighbours.partner(of: $0, using: &generator) }
        let places = [Array(views), others].flatMap { views in
            views.flatMap { bodies.places(side * side, of: $0, using: &generator) }
        }
        let partners = (0..<recipe.partners).flatMap { _ in Self.partners(of: count, using: &generator) }
        func numbers(_ values: some Sequence<Int>, _ shape: [Int]) -> Batch.Array {
            .init(values.map { Float($0) }, shape: shape)
        }
        return Batch([
            numbers(views, [count]), numbers(others, [count]),
            .init(places, shape: [2, count, side, side, 2]), numbers(partners, [recipe.partners, count]),
        ])
    }

    /// For each of a batch another one: a random order, in which who comes to stand in the own place gets the next one.
    static func partners(of count: Int, using generator: inout some RandomNumberGenerator) -> [Int] {
        (0..<count).shuffled(using: &generator).enumerated().map { place, partner in
            partner == place ? (partner + 1) % count : partner
        }
    }
}

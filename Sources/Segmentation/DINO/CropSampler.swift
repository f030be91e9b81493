import Foundation
import Scintigraphy
import Training

/// Draws what a backbone learns from: crops of views, changed by chance as scans differ by chance.
///
/// Where DINO changes colours, crops here have fewer counts, another brightness and another contrast. A whole-body view
/// holds many things; so that the crops of one have something in common, all lie around one place of the body: large ones
/// overlap by half, small ones lie in or at them. What lies where in a body is told by its size, too: crops are magnified
/// by a little only.
struct CropSampler: Sendable {
    let recipe: BackboneRecipe
    private let views: [PreparedView]

    /// Of these views, one at least.
    init(_ recipe: BackboneRecipe, views: [PreparedView]) { (self.recipe, self.views) = (recipe, views) }

    /// The batch of a step, which depends on the recipe's seed and the step alone: large crops, (2 · N)×1×rows×columns, all
    /// the first before all the second, and small ones likewise.
    func batch(_ step: Int) throws -> Batch {
        var generator = SeededGenerator(seed: recipe.seed, step: step)
        let chosen = (0..<recipe.batch).map { _ in views[Int.random(in: views.indices, using: &generator)] }
        let places = chosen.map { $0.pixelOfBody(using: &generator) }
        let large = try crops(2, recipe.largeCrop, of: chosen, around: places, using: &generator)
        guard recipe.smallCrops > 0 else { return Batch([large]) }
        let small = try crops(
            recipe.smallCrops, recipe.smallCrop, of: chosen, around: places, using: &generator)
        return Batch([large, small])
    }

    /// Two large crops of each view, the same at every call, all the first before all the second.
    func pairs() throws -> Batch.Array {
        var generator = SeededGenerator(seed: recipe.splitSeed)
        let places = views.map { $0.pixelOfBody(using: &generator) }
        return try crops(2, recipe.largeCrop, of: views, around: places, using: &generator)
    }

    /// The whole of each view, magnified or made smaller, and shifted where it was magnified.
    func whole(_ views: [PreparedView], using generator: inout SeededGenerator) throws -> Batch.Array {
        let size = CropSize(rows: recipe.input.rows, columns: recipe.input.columns)
        let places = views.map { $0.pixelOfBody(using: &generator) }
        return try crops(1, size, of: views, around: places, using: &generator)
    }

    /// Of each view `count` crops around one of its `places`.
    private func crops(
        _ count: Int, _ size: CropSize, of views: [PreparedView], around places: [PixelPlace],
        using generator: inout SeededGenerator
    ) throws -> Batch.Array {
        var values: [Float] = []
        values.reserveCapacity(count * views.count * size.rows * size.columns)
        for _ in 0..<count {
            for (view, place) in zip(views, places) {
                values += try crop(view, size, around: place, using: &generator)
            }
        }
        return Batch.Array(values, shape: [count * views.count, 1, size.rows, size.columns])
    }

    private func crop(
        _ view: PreparedView, _ size: CropSize, around middle: PixelPlace,
        using generator: inout SeededGenerator
    ) throws -> [Float] {
        let place = place(in: view, size, around: middle, using: &generator)
        let fraction = Double.random(in: recipe.leastFraction...1, using: &generator)
        let brightness = factor(upTo: recipe.mostBrightness, using: &generator)
        let gamma = Float(factor(upTo: recipe.mostGamma, using: &generator))
        let isMirrored = Bool.random(using: &generator)
        let counts = try view.thinned(fraction, size, at: place, using: &generator)
        let scale = Float(brightness) / view.body
        let seen = counts.map { BackboneInput.seen($0 * scale, gamma: gamma) }
        guard isMirrored else { return seen }
        return (0..<size.rows).flatMap { seen[$0 * size.columns..<($0 + 1) * size.columns].reversed() }
    }

    /// Within the matrix, its middle not far from the place.
    private func place(
        in view: PreparedView, _ size: CropSize, around middle: PixelPlace,
        using generator: inout SeededGenerator
    ) -> PreparedView.Place {
        let step = view.step * factor(upTo: recipe.mostZoom, using: &generator)
        let whole = view.place(of: recipe.input)
        func start(_ pixel: Int, _ count: Int, large: Int, _ first: Double, _ all: Int) -> Double {
            let (length, reach) = (Double(count - 1) * step, Double(large - 1) * view.step)
            let shift = max(reach - length, reach / 2) * Double.random(in: -0.5...0.5, using: &generator)
            let last = first + Double(all - 1) * view.step - length
            let start = Double(pixel) + shift - length / 2
            return last > first ? min(max(start, first), last) : (first + last) / 2
        }
        let large = recipe.largeCrop
        return PreparedView.Place(
            top: start(middle.row, size.rows, large: large.rows, whole.top, recipe.input.rows),
            left: start(middle.column, size.columns, large: large.columns, whole.left, recipe.input.columns),
            step: step)
    }

    /// From 1 / `most` to `most`, as often below 1 as above.
    private func factor(upTo most: Double, using generator: inout SeededGenerator) -> Double {
        pow(most, Double.random(in: -1...1, using: &generator))
    }
}

/// A pixel of a view.
private typealias PixelPlace = (row: Int, column: Int)

extension PreparedView {
    /// A pixel with more than half of the body's counts.
    fileprivate func pixelOfBody(using generator: inout SeededGenerator) -> PixelPlace {
        var place = 0
        // One in a few is; a view with one hot pixel among thousands goes without.
        for _ in 0..<100 {
            place = Int.random(in: image.pixels.indices, using: &generator)
            if image.pixels[place] > body / 2 { break }
        }
        return (place / image.columns, place % image.columns)
    }

    /// What a crop shows where each event was kept with the chance `fraction`, over that.
    fileprivate func thinned(
        _ fraction: Double, _ size: CropSize, at place: Place, using generator: inout SeededGenerator
    ) throws -> [Float] {
        guard image.meaning == .counts, fraction < 1 else { return crop(size, at: place, of: image) }
        func range(_ start: Double, _ count: Int, _ all: Int) -> Range<Int> {
            let first = min(max(0, Int(start.rounded(.down))), all - 1)
            let last = Int((start + Double(count - 1) * place.step).rounded(.down)) + 1
            return first..<min(max(first + 1, last + 1), all)
        }
        let rows = range(place.top, size.rows, image.rows)
        let columns = range(place.left, size.columns, image.columns)
        let part = CountImage(
            rows: rows.count, columns: columns.count,
            pixels: rows.flatMap {
                image.pixels[
                    $0 * image.columns + columns.lowerBound..<$0 * image.columns + columns.upperBound]
            },
            view: image.view, spacing: image.spacing, meaning: image.meaning)
        let kept = try part.thinned(fraction: fraction, using: &generator)
        let there = Place(
            top: place.top - Double(rows.lowerBound), left: place.left - Double(columns.lowerBound),
            step: place.step)
        return crop(size, at: there, of: kept).map { $0 / Float(fraction) }
    }
}

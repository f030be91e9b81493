import Scintigraphy
import Training

/// Draws what a denoiser learns from: pieces of frames, thinned, with what should become of them.
struct PatchSampler: Sendable {
    let recipe: DenoiserRecipe
    private let frames: [Frame]
    /// The mean pixel of each frame's reference.
    private let countsPerPixel: [Double]

    /// Of frames that are no smaller than the recipe's patch.
    init(_ recipe: DenoiserRecipe, frames: [Frame]) {
        self.recipe = recipe
        self.frames = frames
        countsPerPixel = frames.map { $0.reference.total / Double($0.reference.pixels.count) }
    }

    /// The batch of a step, which depends on the recipe's seed and the step alone: what the network sees
    /// (N×1×P×P), what should be expected in counts on the same scale (N×1×P×P), the gains (N×1×1×1).
    func batch(_ step: Int) throws -> Batch {
        var generator = SeededGenerator(seed: recipe.seed, step: step)
        var seen: [Float] = []
        var targets: [Float] = []
        var gains: [Float] = []
        let (count, side) = (recipe.batch, recipe.patch)
        seen.reserveCapacity(count * side * side)
        targets.reserveCapacity(count * side * side)
        for _ in 0..<count {
            let index = Int.random(in: frames.indices, using: &generator)
            let (frame, perPixel) = (frames[index], countsPerPixel[index])
            let fraction = recipe.fractions.draw(using: &generator)
            let place = place(in: frame.reference, perPixel, using: &generator)
            let isFlipped = recipe.flips && Bool.random(using: &generator)
            let patch = Patch(of: frame.reference, at: place, side: side, isFlipped: isFlipped)
            let (low, rest) = try patch.image.split(fraction: fraction, using: &generator)

            let gain = CountScaling.gain(countsPerPixel: perPixel * fraction)
            gains.append(gain)
            for pixel in low.pixels { seen.append(recipe.scaling.seen(pixel, gain: gain)) }
            let (target, share) = try target(
                patch, rest, of: frame, at: place, fraction: fraction, isFlipped: isFlipped)
            for pixel in target { targets.append(pixel * share) }
        }
        return Batch([
            .init(seen, shape: [count, 1, side, side]), .init(targets, shape: [count, 1, side, side]),
            .init(gains, shape: [count, 1, 1, 1]),
        ])
    }

    /// The target's pixels, and what brings them to the counts of the image.
    private func target(
        _ patch: Patch, _ rest: CountImage, of frame: Frame, at place: (row: Int, column: Int),
        fraction: Double,
        isFlipped: Bool
    ) throws -> (pixels: [Float], share: Float) {
        switch recipe.target {
        case .full: return (patch.image.pixels, Float(fraction))
        case .independent: return (rest.pixels, Float(fraction / (1 - fraction)))
        case .mean:
            guard let mean = frame.mean else {
                throw DenoisingError("\(frame.patient) has no expected counts, which target mean needs")
            }
            let expected = Patch(of: mean, at: place, side: recipe.patch, isFlipped: isFlipped)
            return (expected.image.pixels, Float(fraction))
        }
    }

    /// The upper left corner of a piece: anywhere, but seldom where there is nothing but background.
    private func place(
        in image: CountImage, _ countsPerPixel: Double, using generator: inout SeededGenerator
    ) -> (row: Int, column: Int) {
        let side = recipe.patch
        var place = (row: 0, column: 0)
        for _ in 0..<4 {
            place.row = Int.random(in: 0...image.rows - side, using: &generator)
            place.column = Int.random(in: 0...image.columns - side, using: &generator)
            // The middle of the piece, every fourth row and column: enough to tell body from background.
            var counts: Float = 0
            for row in stride(from: place.row + side / 4, to: place.row + side * 3 / 4, by: 4) {
                for column in stride(from: place.column + side / 4, to: place.column + side * 3 / 4, by: 4) {
                    counts += image[row, column]
                }
            }
            let looked = Float((side / 8) * (side / 8))
            if counts > 0.2 * looked * Float(countsPerPixel) { break }
        }
        return place
    }
}

/// A square piece of an image.
private struct Patch {
    let image: CountImage

    init(of whole: CountImage, at place: (row: Int, column: Int), side: Int, isFlipped: Bool) {
        var pixels: [Float] = []
        pixels.reserveCapacity(side * side)
        for row in place.row..<place.row + side {
            let start = row * whole.columns + place.column
            let line = whole.pixels[start..<start + side]
            if isFlipped { pixels += line.reversed() } else { pixels += line }
        }
        image = CountImage(
            rows: side, columns: side, pixels: pixels, view: whole.view, spacing: whole.spacing,
            meaning: whole.meaning)
    }
}

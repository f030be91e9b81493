import Foundation
import Scintigraphy

/// Expected counts of a made-up view: soft tissue, air about it, ribs, and foci where asked for.
struct Scene {
    var size = 96
    /// Counts in a pixel of bone.
    var bone = 8.0
    /// Row, column, and peak over the mean there.
    var foci: [(row: Int, column: Int, contrast: Double)] = []

    var mean: CountImage {
        var pixels = [Float](repeating: 0, count: size * size)
        for row in 0..<size {
            for column in 0..<size { pixels[row * size + column] = Float(value(row, column)) }
        }
        return CountImage(
            rows: size, columns: size, pixels: pixels, view: .posterior,
            spacing: PixelSpacing(rowMillimetres: 2.46, columnMillimetres: 2.46), meaning: .processedCounts)
    }

    private func value(_ row: Int, _ column: Int) -> Double {
        let anatomy = anatomy(row, column)
        return foci.reduce(anatomy) { sum, focus in
            let down = Double(row - focus.row)
            let right = Double(column - focus.column)
            let spread = 2 * 2.07 * 2.07  // 12 mm at half maximum
            return sum + focus.contrast * self.anatomy(focus.row, focus.column)
                * exp(-(down * down + right * right) / spread)
        }
    }

    private func anatomy(_ row: Int, _ column: Int) -> Double {
        if column < size / 8 { return 0.02 * bone }
        let spine = abs(column - size / 2) < 6
        let rib = abs(row % 24 - 12) < 4
        return bone * (spine || rib ? 1 : 0.4)
    }

    /// Detected counts.
    func counts(seed: UInt64) throws -> CountImage {
        var generator = SeededGenerator(seed: seed)
        return try mean.withPoissonNoise(using: &generator)
    }
}

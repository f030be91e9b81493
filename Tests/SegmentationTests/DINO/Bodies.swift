import Foundation
import Scintigraphy

@testable import Segmentation

/// The anterior view of a patient of 128 × 32 pixels, four times as high as wide: a body, and foci of its own.
func body(_ number: Int) throws -> CountImage {
    var generator = SeededGenerator(seed: UInt64(number))
    let foci = (0..<3).map { _ in
        (
            row: Double.random(in: 24...104, using: &generator),
            column: Double.random(in: 10...22, using: &generator)
        )
    }
    let expected = (0..<128 * 32).map { place -> Float in
        func hill(_ row: Double, _ column: Double, _ high: Double, _ tall: Double, _ wide: Double) -> Double {
            let down = (Double(place / 32) - row) / tall
            let right = (Double(place % 32) - column) / wide
            return exp(-(down * down + right * right) / 2) * high
        }
        return Float(hill(64, 16, 40, 40, 5) + foci.reduce(0) { $0 + hill($1.row, $1.column, 120, 3, 3) })
    }
    let empty = CountImage(rows: 128, columns: 32, pixels: expected, view: .anterior, spacing: nil)
    return try empty.withPoissonNoise(using: &generator)
}

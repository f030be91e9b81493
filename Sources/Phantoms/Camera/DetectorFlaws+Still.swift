import Foundation
import Scintigraphy

extension DetectorFlaws {
    /// What a detector that stands still gets wrong, as a factor of each pixel: 0 beyond its field; an unevenness of
    /// this standard deviation, made of waves in any direction from the matrix's width to an eighth of it; and dead
    /// places of a pixel's size, which count nothing.
    init(
        still camera: GammaCamera, field: StillField, nonUniformity: Double, deadPixels number: Int,
        using generator: inout SeededGenerator
    ) {
        let waves = (1...8).map { (length: Int) -> Wave in
            let direction = generator.uniform(in: 0...(2 * .pi))
            let perPixel = 2 * Double.pi * Double(length) / Double(max(1, camera.columns))
            return Wave(
                across: perPixel * cos(direction), along: perPixel * sin(direction),
                phase: generator.uniform(in: 0...(2 * .pi)), depth: generator.normal())
        }
        let power = waves.reduce(0) { $0 + $1.depth * $1.depth / 2 }
        let depth = min(max(0, nonUniformity), 0.2) / power.squareRoot()
        var gains = [Float](repeating: 0, count: camera.rows * camera.columns)
        for row in 0..<camera.rows {
            for column in 0..<camera.columns {
                let covered = field.rows[row] * field.columns[column]
                guard covered > 0 else { continue }
                let sum = waves.reduce(0) { $0 + $1.value(row: row, column: column) }
                gains[row * camera.columns + column] = covered * Float(max(0, 1 + depth * sum))
            }
        }
        let seen = gains.indices.filter { gains[$0] > 0 }
        for _ in 0..<(seen.isEmpty ? 0 : max(0, number)) {
            gains[seen[Int.random(in: 0..<seen.count, using: &generator)]] = 0
        }
        self.init(gains: gains)
    }

    /// One wave of the unevenness.
    private struct Wave {
        let across, along, phase, depth: Double

        func value(row: Int, column: Int) -> Double {
            depth * cos(across * Double(column) + along * Double(row) + phase)
        }
    }
}

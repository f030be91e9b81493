import Scintigraphy
import Training

@testable import Denoising

/// Small frames of a smooth body with hot spots, counted by a camera.
func simulatedFrames(
    _ count: Int, rows: Int = 64, columns: Int = 64, counts: Float = 15, seed: UInt64 = 1
) throws -> [Frame] {
    try (0..<count).map { number in
        var generator = SeededGenerator(seed: seed, step: number)
        let spots = (0..<6).map { _ in
            (
                row: Float.random(in: 0..<Float(rows), using: &generator),
                column: Float.random(in: 0..<Float(columns), using: &generator),
                height: Float.random(in: 1...6, using: &generator)
            )
        }
        var mean: [Float] = []
        for row in 0..<rows {
            for column in 0..<columns {
                mean.append(
                    spots.reduce(counts) { sum, spot in
                        let (dy, dx) = (Float(row) - spot.row, Float(column) - spot.column)
                        return sum + counts * spot.height / (1 + (dy * dy + dx * dx) / 9)
                    })
            }
        }
        let expected = CountImage(
            rows: rows, columns: columns, pixels: mean, view: .anterior,
            spacing: PixelSpacing(rowMillimetres: 2.46, columnMillimetres: 2.46), meaning: .processedCounts)
        return Frame(
            patient: "patient-\(number)", part: number % 4 == 3 ? .validation : .training,
            reference: try expected.withPoissonNoise(using: &generator), mean: expected)
    }
}

/// An image that is read between its pixels; 0 outside.
struct BilinearImage: Equatable {
    let rows, columns: Int
    let pixels: [Float]

    func callAsFunction(_ row: Double, _ column: Double) -> Double {
        let (top, left) = (row.rounded(.down), column.rounded(.down))
        // Also what is no number lies outside.
        guard top >= -1, left >= -1, top < Double(rows), left < Double(columns) else { return 0 }
        func pixel(_ row: Int, _ column: Int) -> Double {
            guard row >= 0, column >= 0, row < rows, column < columns else { return 0 }
            return Double(pixels[row * columns + column])
        }
        let (i, j, below, beside) = (Int(top), Int(left), row - top, column - left)
        return (pixel(i, j) * (1 - beside) + pixel(i, j + 1) * beside) * (1 - below)
            + (pixel(i + 1, j) * (1 - beside) + pixel(i + 1, j + 1) * beside) * below
    }

    /// How steep it is along and across: half the difference of a pixel's two neighbours, or at the edge the whole of
    /// that of the pixel and its one.
    var slopes: (down: BilinearImage, right: BilinearImage) {
        var (down, right) = (pixels, pixels)
        for row in 0..<rows {
            let (above, below) = (max(0, row - 1), min(rows - 1, row + 1))
            for column in 0..<columns {
                let (left, beside) = (max(0, column - 1), min(columns - 1, column + 1))
                let place = row * columns + column
                down[place] =
                    (pixels[below * columns + column] - pixels[above * columns + column])
                    / Float(max(1, below - above))
                right[place] =
                    (pixels[row * columns + beside] - pixels[row * columns + left])
                    / Float(max(1, beside - left))
            }
        }
        return (
            BilinearImage(rows: rows, columns: columns, pixels: down),
            BilinearImage(rows: rows, columns: columns, pixels: right)
        )
    }
}

import Scintigraphy

/// The pixels within a circle about a pixel: the place that a lesion takes.
struct Disc {
    /// For each row from the top of the circle to its bottom, how far it reaches to either side.
    private let halfWidths: [Int]

    init(diameterMillimetres: Double, spacing: PixelSpacing) {
        let radius = diameterMillimetres / 2
        let reach = Int(radius / spacing.rowMillimetres)
        halfWidths = (-reach...reach).map { row in
            let down = Double(row) * spacing.rowMillimetres
            return Int((radius * radius - down * down).squareRoot() / spacing.columnMillimetres)
        }
    }

    /// For each pixel of `rows` × `columns` values, the sum over the disc about it, cut off at the border.
    func sums(of values: [Float], rows: Int, columns: Int) -> [Double] {
        var sums = [Double](repeating: 0, count: values.count)
        let reach = halfWidths.count / 2
        var before = [Double](repeating: 0, count: columns + 1)
        for row in 0..<rows {
            for column in 0..<columns {
                before[column + 1] = before[column] + Double(values[row * columns + column])
            }
            for (index, halfWidth) in halfWidths.enumerated() {
                let centre = row + index - reach
                guard (0..<rows).contains(centre) else { continue }
                for column in 0..<columns {
                    sums[centre * columns + column] +=
                        before[min(column + halfWidth + 1, columns)] - before[max(column - halfWidth, 0)]
                }
            }
        }
        return sums
    }

    /// For each pixel of an image of this size, how many pixels the disc about it holds.
    func counts(rows: Int, columns: Int) -> [Double] {
        sums(of: [Float](repeating: 1, count: rows * columns), rows: rows, columns: columns)
    }
}

extension CountImage {
    /// The counts of squares of `side` × `side` pixels: whole numbers as before, which can be thinned. Rows and columns
    /// that fill no square are left out.
    ///
    /// - Precondition: there is a square.
    public func binned(by side: Int) -> CountImage {
        guard side > 1 else { return self }
        let (rows, columns) = (rows / side, columns / side)
        var sums = [Float](repeating: 0, count: rows * columns)
        for row in 0..<rows * side {
            for column in 0..<columns * side {
                sums[row / side * columns + column / side] += self[row, column]
            }
        }
        let spacing = spacing.map {
            PixelSpacing(
                rowMillimetres: $0.rowMillimetres * Double(side),
                columnMillimetres: $0.columnMillimetres * Double(side))
        }
        return CountImage(
            rows: rows, columns: columns, pixels: sums, view: view, spacing: spacing, meaning: meaning)
    }
}

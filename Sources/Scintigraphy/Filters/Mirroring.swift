/// The index within 0..<`count` that mirroring about the edges of the first and last pixel leads to.
func mirrored(_ index: Int, _ count: Int) -> Int {
    if index >= 0, index < count { return index }
    let folded = ((index % (2 * count)) + 2 * count) % (2 * count)
    return folded < count ? folded : 2 * count - 1 - folded
}

/// Pixels with a margin about them, mirrored about the edges of the outermost pixels, as SciPy's `reflect`.
struct MirroredPixels {
    let rows, columns, margin: Int
    /// `rows` × `columns` numbers, the margin included.
    let pixels: [Float]

    /// - Precondition: there is at least one pixel, and `margin` is not negative.
    init(_ inner: [Float], rows: Int, columns: Int, margin: Int) {
        let from = (-margin..<columns + margin).map { mirrored($0, columns) }
        var pixels: [Float] = []
        pixels.reserveCapacity((rows + 2 * margin) * from.count)
        inner.withUnsafeBufferPointer { inner in
            for row in -margin..<rows + margin {
                let start = mirrored(row, rows) * columns
                for column in from { pixels.append(inner[start + column]) }
            }
        }
        self.rows = rows + 2 * margin
        self.columns = from.count
        self.margin = margin
        self.pixels = pixels
    }
}

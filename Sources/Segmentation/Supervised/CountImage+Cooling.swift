import Scintigraphy

extension CountImage {
    /// The view with its foci as hot as the bones around them, at most: each pixel within 7 mm of a focus has no more counts
    /// than the mean of the bones near it that are none, weighed by a Gaussian of 68 mm full width at half maximum.
    ///
    /// A network that tells bones by their looks mistakes hot ones: for it, most of what is very hot has been sacrum, pelvis
    /// or lumbar spine. `nil` where there is nothing to cool, or no bone beside it.
    ///
    /// - Parameters:
    ///   - isFocus: pixel by pixel.
    ///   - isBone: whether the pixel shows any bone.
    func cooled(foci isFocus: [Bool], bones isBone: [Bool]) -> CountImage? {
        guard isFocus.contains(true) else { return nil }
        let assumed = 2400 / Double(rows)  // as if the matrix covered 2.4 m
        let spacing = spacing ?? PixelSpacing(rowMillimetres: assumed, columnMillimetres: assumed)
        let isHot = grown(isFocus, millimetres: 7, spacing)
        let isPlain = zip(isBone, isHot).map { $0 && !$1 }
        let side = max(1, min(Int(10 / spacing.columnMillimetres), min(rows, columns)))
        func nearby(_ values: [Float]) -> CountImage? {
            let sums = CountImage(
                rows: rows, columns: columns, pixels: values, view: view, spacing: spacing,
                meaning: .processedCounts
            ).binned(by: side)
            return try? sums.gaussianFiltered(fwhmMillimetres: 68)
        }
        guard isPlain.contains(true),
            let counts = nearby(zip(pixels, isPlain).map { $1 ? $0 : 0 }),
            let bones = nearby(isPlain.map { $0 ? 1 : 0 })
        else { return nil }
        var cooled = self.pixels
        for row in 0..<rows {
            let coarse = min(row / side, bones.rows - 1)
            for column in 0..<columns where isHot[row * columns + column] {
                let near = (coarse, min(column / side, bones.columns - 1))
                // Farther than the filter reaches there is no bone to compare with.
                guard bones[near.0, near.1] > 1e-6 else { continue }
                let pixel = row * columns + column
                cooled[pixel] = min(cooled[pixel], counts[near.0, near.1] / bones[near.0, near.1])
            }
        }
        // A point source leaves nothing to tell bones by.
        guard cooled.contains(where: { $0 > 0 }) else { return nil }
        return CountImage(
            rows: rows, columns: columns, pixels: cooled, view: view, spacing: self.spacing,
            meaning: .processedCounts)
    }

    /// These pixels, and those within so many millimetres of one, along or across.
    private func grown(_ mask: [Bool], millimetres: Double, _ spacing: PixelSpacing) -> [Bool] {
        let (along, across) = (
            Int(millimetres / spacing.rowMillimetres), Int(millimetres / spacing.columnMillimetres)
        )
        // First along the rows, then along the columns, so that a wide reach costs no more.
        var wide = mask
        for pixel in mask.indices where mask[pixel] {
            let (row, column) = (pixel / columns, pixel % columns)
            let reach = max(0, column - across)...min(columns - 1, column + across)
            for near in reach { wide[row * columns + near] = true }
        }
        var grown = wide
        for pixel in wide.indices where wide[pixel] {
            let (row, column) = (pixel / columns, pixel % columns)
            let reach = max(0, row - along)...min(rows - 1, row + along)
            for near in reach { grown[near * columns + column] = true }
        }
        return grown
    }
}

import Scintigraphy

/// Which pixels of a view show the body, found from the counts alone, so that it is the same for real and simulated
/// scans: those where the image, smoothed by a Gaussian of 8 mm, exceeds 5 % of its 99th percentile over the matrix.
struct BodyMask {
    let rows, columns: Int
    /// Row by row.
    let isInside: [Bool]
    /// How many pixels it has.
    let count: Int

    /// Throws where the view has no pixel spacing.
    init(of image: CountImage) throws(ScintigraphyError) {
        let smoothed = try image.gaussianFiltered(fwhmMillimetres: 8)
        let level = 0.05 * smoothed.quantile(0.99)
        (rows, columns) = (image.rows, image.columns)
        let isInside = smoothed.pixels.map { $0 > level }
        self.isInside = isInside
        count = isInside.count { $0 }
    }

    /// The pixels inside, row by row.
    func values(of image: CountImage) -> [Float] {
        zip(image.pixels, isInside).filter(\.1).map(\.0)
    }

    /// Whether all pixels of a square are inside.
    func contains(row: Int, column: Int, size: Int) -> Bool {
        (row..<row + size).allSatisfy { row in
            isInside[row * columns + column..<row * columns + column + size].allSatisfy { $0 }
        }
    }

    /// The first and last row with any pixel inside; `nil` where there is none.
    var rowRange: ClosedRange<Int>? {
        guard let first = isInside.firstIndex(of: true), let last = isInside.lastIndex(of: true) else {
            return nil
        }
        return first / columns...last / columns
    }
}

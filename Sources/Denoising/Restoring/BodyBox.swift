import Scintigraphy

/// The rows and columns of an image in which there is more than background.
struct BodyBox: Hashable {
    let rows, columns: Range<Int>

    /// Squares of this side are looked at one by one; so many counts at least make one of them body.
    private static let side = 16
    private static let leastCounts = 4.0
    /// The share of an average square's counts above which it is body: the thinnest parts, such as feet, are.
    private static let leastShare = 0.05

    /// What holds all that the image shows, and `border` pixels around it. Rows and columns begin at multiples of
    /// `step`, so that networks that halve an image see the same pixels together as in the whole.
    init(of image: CountImage, border: Int, step: Int) {
        let squares = Self.squares(of: image)
        func range(_ starts: [Int], _ size: Int) -> Range<Int> {
            guard let first = starts.min(), let last = starts.max() else { return 0..<size }
            return max(0, first - border) / step * step..<min(size, last + Self.side + border)
        }
        rows = range(squares.map(\.row), image.rows)
        columns = range(squares.map(\.column), image.columns)
    }

    /// The upper left corners of the squares that show body.
    private static func squares(of image: CountImage) -> [(row: Int, column: Int)] {
        let average = image.total / Double(image.pixels.count) * Double(side * side)
        let least = max(leastShare * average, leastCounts)
        var found: [(Int, Int)] = []
        for row in stride(from: 0, to: image.rows, by: side) {
            for column in stride(from: 0, to: image.columns, by: side) {
                var counts: Float = 0
                for r in row..<min(row + side, image.rows) {
                    for c in column..<min(column + side, image.columns) { counts += image[r, c] }
                }
                if Double(counts) >= least { found.append((row, column)) }
            }
        }
        return found
    }
}

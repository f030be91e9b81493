/// Where the places of an atlas lie in a view.
///
/// At nine heights, and between them in proportion, it has three numbers: how far a row is moved along the body, how far
/// the body's mid-line lies beside that of the atlas, and how wide the body is there beside the atlas's.
struct AtlasAlignment: Equatable {
    static let heights = 9
    /// The atlas's own body: its first row, its last one, its mid-line, and the standard deviation of its columns.
    static let body = (top: 14.0, bottom: 240.0, middle: 31.5, width: 11.0)

    /// Rows moved, then columns moved, then widths: nine of each.
    var numbers: [Double]

    /// The two heights about a row, and the second one's share.
    static func heights(about row: Double) -> (first: Int, share: Double) {
        let place = row * Double(heights - 1) / Double(AtlasView.rows - 1)
        let first = min(max(Int(place.rounded(.down)), 0), heights - 2)
        return (first, min(max(place - Double(first), 0), 1))
    }

    private func number(_ kind: Int, at row: Double) -> Double {
        let (first, share) = Self.heights(about: row)
        let start = kind * Self.heights + first
        return numbers[start] * (1 - share) + numbers[start + 1] * share
    }

    /// The row of the view's matrix that a row of the atlas lies in.
    func row(_ row: Double) -> Double { row + number(0, at: row) }

    /// The column of the view's matrix that a place of the atlas lies in.
    func column(_ column: Double, at row: Double) -> Double {
        Self.body.middle + number(1, at: row) + (column - Self.body.middle) * number(2, at: row)
    }

    /// The atlas's column of a place of the view's matrix, whose row in the atlas is known.
    func atlasColumn(_ column: Double, at row: Double) -> Double {
        (column - Self.body.middle - number(1, at: row)) / number(2, at: row) + Self.body.middle
    }

    /// The atlas's row of each of these rows of the view's matrix, which rise; the first or last for those beyond.
    func atlasRows(of rows: [Double]) -> [Double] {
        // Where the body is folded, if anywhere, the first row that comes so far counts.
        var places = (0..<AtlasView.rows).map { row(Double($0)) }
        for index in places.indices.dropFirst() { places[index] = max(places[index], places[index - 1]) }
        var next = 0
        return rows.map { row in
            while next < places.count, places[next] < row { next += 1 }
            guard next > 0 else { return 0 }
            guard next < places.count else { return Double(places.count - 1) }
            let (below, above) = (places[next], places[next - 1])
            return Double(next - 1) + (row - above) / (below - above)
        }
    }

    /// From the body's outline alone: head and feet come to lie at the atlas's, the mid-line and the width likewise.
    ///
    /// The body is what is brighter than a sixth of its median, in rows with three such pixels.
    init(outlineOf image: BilinearImage) {
        let columns = AtlasView.columns
        var (count, sum, square) = (0.0, 0.0, 0.0)
        var filled: [Int] = []
        for row in 0..<AtlasView.rows {
            let body = (0..<columns).filter { image.pixels[row * columns + $0] > 0.15 }
            if body.count >= 3 { filled.append(row) }
            count += Double(body.count)
            for column in body {
                sum += Double(column)
                square += Double(column * column)
            }
        }
        let own = Self.body
        let (top, bottom) = (Double(filled.first ?? 14), Double(filled.last ?? 240))
        let middle = count > 0 ? sum / count : own.middle
        let width = count > 0 ? max(square / count - middle * middle, 1).squareRoot() : own.width
        let rows = (0..<Self.heights).map { height -> Double in
            let row = Double(height * (AtlasView.rows - 1)) / Double(Self.heights - 1)
            return top + (row - own.top) * (bottom - top) / (own.bottom - own.top) - row
        }
        numbers =
            rows + [Double](repeating: middle - own.middle, count: Self.heights)
            + [Double](repeating: width / own.width, count: Self.heights)
    }

    /// These.
    init(numbers: [Double]) { self.numbers = numbers }
}

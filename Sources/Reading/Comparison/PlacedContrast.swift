import Scintigraphy
import Segmentation

/// How hot a place of a view is, whether a focus is outlined there or not.
struct PlacedContrast {
    let image: CountImage
    let anatomy: ViewAnatomy

    /// Bones are found again about so exactly, in millimetres.
    private static let uncertainty = 12.0
    /// Surroundings begin and end so far beyond the disc, in millimetres.
    private static let gap = 10.0
    private static let far = 20.0

    /// The mean counts of a disc over those of the ring around it, in the hottest of the discs that lie about the place.
    ///
    /// `nil` where no such disc is in the view, or its ring has no counts.
    func callAsFunction(_ place: (left: Double, down: Double), radius: Double) -> Double? {
        let centre = anatomy.position(place)
        let discs = pixels(around: centre, within: 0...Self.uncertainty).map { pixel in
            (
                row: Double(pixel / anatomy.columns), column: Double(pixel % anatomy.columns)
            )
        }
        let best = discs.compactMap { disc in
            mean(pixels(around: disc, within: 0...radius)).map { (disc: disc, counts: $0) }
        }.max { $0.counts < $1.counts }
        guard let best,
            let outside = mean(
                pixels(around: best.disc, within: radius + Self.gap...radius + Self.far)), outside > 0
        else { return nil }
        return best.counts / outside
    }

    private func mean(_ pixels: [Int]) -> Double? {
        pixels.isEmpty ? nil : pixels.reduce(0) { $0 + Double(image.pixels[$1]) } / Double(pixels.count)
    }

    /// Those whose middles are so far away, in millimetres.
    private func pixels(
        around centre: (row: Double, column: Double), within reach: ClosedRange<Double>
    ) -> [Int] {
        func range(_ middle: Double, _ size: Double, _ count: Int) -> Range<Int> {
            let first = Int((middle - reach.upperBound / size).rounded(.up))
            let last = Int((middle + reach.upperBound / size).rounded(.down))
            return max(first, 0)..<max(max(first, 0), min(last + 1, count))
        }
        let (down, across) = (anatomy.spacing.rowMillimetres, anatomy.spacing.columnMillimetres)
        guard centre.row.isFinite, centre.column.isFinite, abs(centre.row) < 1e6, abs(centre.column) < 1e6
        else { return [] }
        return range(centre.row, down, anatomy.rows).flatMap { row in
            range(centre.column, across, anatomy.columns).compactMap { column in
                let (y, x) = ((Double(row) - centre.row) * down, (Double(column) - centre.column) * across)
                return reach.contains((x * x + y * y).squareRoot()) ? row * anatomy.columns + column : nil
            }
        }
    }
}

extension ViewAnatomy {
    /// The row and column of a place in the patient: the inverse of ``place(row:column:)``.
    func position(_ place: (left: Double, down: Double)) -> (row: Double, column: Double) {
        let row = place.down / spacing.rowMillimetres
        let right = (view == .anterior ? place.left : -place.left) / spacing.columnMillimetres
        let middle = midLine.map { -$0.distance(row: row, column: 0) } ?? Double(columns - 1) / 2
        return (row, right + middle)
    }
}

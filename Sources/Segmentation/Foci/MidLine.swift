import Phantoms
import Scintigraphy

/// The patient's mid-line in a view: the straight line that fits the bones of the middle best.
public struct MidLine: Equatable, Sendable {
    private let middleRow, middleColumn: Double
    /// Columns for each row.
    private let slope: Double

    /// By least squares over the pixels of skull, spine, sacrum and sternum; where a mask shows none of them, a vertical line
    /// through the mean of all bones. `nil` where it shows no bone.
    ///
    /// - Parameters:
    ///   - labels: of each pixel, row by row, as ``BoneClass`` numbers them.
    ///   - columns: how many a row has.
    public init?(_ labels: [UInt8], columns: Int) {
        let middles = labels.indices.filter { BoneClass(label: labels[$0])?.isOfTheMidLine ?? false }
        let chosen = middles.isEmpty ? labels.indices.filter { labels[$0] != BoneClass.background } : middles
        guard !chosen.isEmpty else { return nil }
        let places = chosen.map { (row: Double($0 / columns), column: Double($0 % columns)) }
        let count = Double(places.count)
        let row = places.reduce(0) { $0 + $1.row } / count
        let column = places.reduce(0) { $0 + $1.column } / count
        let variance = places.reduce(0) { $0 + ($1.row - row) * ($1.row - row) }
        let covariance = places.reduce(0) { $0 + ($1.row - row) * ($1.column - column) }
        (middleRow, middleColumn) = (row, column)
        slope = middles.isEmpty || variance == 0 ? 0 : covariance / variance
    }

    /// How many columns a place lies to the right of the line in the picture.
    public func distance(row: Double, column: Double) -> Double {
        column - middleColumn - slope * (row - middleRow)
    }
}

extension View {
    /// The patient's side that lies to the right or to the left of the mid-line in the picture.
    func side(toTheRight: Bool) -> Side { toTheRight == (self == .anterior) ? .left : .right }
}

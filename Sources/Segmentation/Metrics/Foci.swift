public import Scintigraphy

/// The separate foci of one view.
public struct Foci: Equatable, Sendable {
    /// The number of pixels along and across the body.
    public let rows, columns: Int
    /// How many there are.
    public let count: Int
    /// Which focus each pixel belongs to, row by row: from 0; `nil` for none.
    public let focus: [Int?]

    /// Pixels that touch, at a side or a corner, are one focus; in the order in which reading row by row meets them.
    ///
    /// - Precondition: `mask` fills `rows` × `columns`.
    public init(rows: Int, columns: Int, mask: [Bool]) {
        precondition(mask.count == rows * columns, "\(mask.count) pixels do not fill \(rows) × \(columns)")
        var focus = [Int?](repeating: nil, count: mask.count)
        var count = 0
        for start in mask.indices where mask[start] && focus[start] == nil {
            focus[start] = count
            var open = [start]
            while let pixel = open.popLast() {
                let (row, column) = (pixel / columns, pixel % columns)
                for near in max(0, row - 1)...min(rows - 1, row + 1) {
                    for beside in max(0, column - 1)...min(columns - 1, column + 1) {
                        let next = near * columns + beside
                        guard mask[next], focus[next] == nil else { continue }
                        focus[next] = count
                        open.append(next)
                    }
                }
            }
            count += 1
        }
        (self.rows, self.columns, self.count, self.focus) = (rows, columns, count, focus)
    }

    /// Each label of a mask of lesions is one focus, wherever its pixels lie; in the order of the labels.
    ///
    /// A lesion that others hide is none: it has no pixel.
    public init(_ lesions: LabelImage) {
        let labels = Set(lesions.labels).subtracting([0]).sorted()
        var places = [Int?](repeating: nil, count: 256)
        for (place, label) in labels.enumerated() { places[Int(label)] = place }
        rows = lesions.rows
        columns = lesions.columns
        count = labels.count
        focus = lesions.labels.map { places[Int($0)] }
    }
}

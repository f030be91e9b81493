/// Which of several things each pixel of a view shows: 0 for none of them.
public struct LabelImage: Equatable, Sendable {
    /// The number of pixels along and across the body.
    public let rows, columns: Int
    /// The side of the patient that is seen.
    public let view: View
    /// `rows * columns` labels, row by row.
    public var labels: [UInt8]

    /// - Precondition: `labels` fills `rows` × `columns`.
    public init(rows: Int, columns: Int, labels: [UInt8], view: View) {
        precondition(
            labels.count == rows * columns, "\(labels.count) labels do not fill \(rows) × \(columns)")
        self.rows = rows
        self.columns = columns
        self.labels = labels
        self.view = view
    }
}

/// What a head sees of some activity, in columns as the anterior view has them: MBq per pixel after all losses
/// on the way, so that × cps/MBq × seconds are counts.
public struct DetectorPlane: Equatable, Sendable {
    /// Which rows and columns of the anterior matrix it covers.
    public let rows, columns: Range<Int>
    /// `rows.count * columns.count` values, row by row.
    public internal(set) var values: [Float]

    init(rows: Range<Int>, columns: Range<Int>) {
        self.rows = rows
        self.columns = columns
        values = [Float](repeating: 0, count: rows.count * columns.count)
    }

    /// The sum over all pixels, in MBq.
    public var total: Double { values.reduce(0) { $0 + Double($1) } }

    /// One pixel of the matrix; zero outside.
    public subscript(row: Int, column: Int) -> Float {
        guard rows.contains(row), columns.contains(column) else { return 0 }
        return values[(row - rows.lowerBound) * columns.count + column - columns.lowerBound]
    }
}

/// Both kinds of photons that a head sees of a patient.
public struct Projection: Equatable, Sendable {
    /// Those that came straight.
    public let primary: DetectorPlane
    /// Those that were scattered in the patient and still fell into the energy window.
    public let scatter: DetectorPlane
}

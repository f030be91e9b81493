/// The partner of each row, where every row and every column has at most one and the partners' values add up to the most.
///
/// Kuhn: The Hungarian method for the assignment problem. Nav Res Logist Q 2:83-97, 1955; by shortest augmenting paths,
/// as Jonker, Volgenant: A shortest augmenting path algorithm for dense and sparse linear assignment problems. Computing
/// 38:325-340, 1987. All of the rows or all of the columns have a partner, whichever are fewer.
///
/// - Parameter values: row by row; all rows have as many columns.
/// - Returns: for each row its column, from 0; `nil` for a row without one.
/// - Precondition: the values are finite numbers.
public func hungarianMatching(_ values: [[Double]]) -> [Int?] {
    let rows = values.count
    let columns = values.first?.count ?? 0
    precondition(values.allSatisfy { $0.count == columns && $0.allSatisfy(\.isFinite) })
    guard rows <= columns else {
        let transposed = (0..<columns).map { column in values.map { $0[column] } }
        var partners = [Int?](repeating: nil, count: rows)
        for (column, row) in hungarianMatching(transposed).enumerated() {
            if let row { partners[row] = column }
        }
        return partners
    }
    var search = AssignmentSearch(values, columns: columns)
    for row in 0..<rows { search.add(row) }
    var partners = [Int?](repeating: nil, count: rows)
    for (column, row) in search.rowOf.enumerated() {
        if let row { partners[row] = column }
    }
    return partners
}

/// Rows with partners so far, and prices at which nobody would rather have another.
private struct AssignmentSearch {
    private let values: [[Double]]
    private let columns: Int
    private var rowPrices, columnPrices: [Double]
    /// The row that has each column.
    private(set) var rowOf: [Int?]

    init(_ values: [[Double]], columns: Int) {
        self.values = values
        self.columns = columns
        rowPrices = [Double](repeating: 0, count: values.count)
        columnPrices = [Double](repeating: 0, count: columns)
        rowOf = [Int?](repeating: nil, count: columns)
    }

    /// Gives one more row a partner; those before may change theirs, along the shortest path to a free column.
    mutating func add(_ row: Int) {
        var distances = [Double](repeating: .infinity, count: columns)
        var before = [Int?](repeating: nil, count: columns)
        var isReached = [Bool](repeating: false, count: columns)
        var reached: [Int] = []
        var (current, last, distance) = (row, Int?.none, 0.0)
        while true {
            for column in 0..<columns where !isReached[column] {
                let way = distance - values[current][column] - rowPrices[current] - columnPrices[column]
                if way < distances[column] { (distances[column], before[column]) = (way, last) }
            }
            let open = (0..<columns).filter { !isReached[$0] }
            // There are as many columns as rows at least: one is always open.
            guard let nearest = open.min(by: { distances[$0] < distances[$1] }) else { return }
            distance = distances[nearest]
            isReached[nearest] = true
            last = nearest
            guard let next = rowOf[nearest] else { break }
            reached.append(nearest)
            current = next
        }
        rowPrices[row] += distance
        for column in reached {
            if let owner = rowOf[column] { rowPrices[owner] += distance - distances[column] }
            columnPrices[column] -= distance - distances[column]
        }
        while let column = last {
            last = before[column]
            rowOf[column] = last.map { rowOf[$0] } ?? row
        }
    }
}

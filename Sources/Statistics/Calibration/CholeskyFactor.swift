/// The lower triangle L of a small positive definite matrix A = LLᵀ.
struct CholeskyFactor {
    private let rows: [[Double]]

    /// `nil` where the matrix is not positive definite but for rounding.
    init?(_ matrix: [[Double]]) {
        var rows = matrix
        for i in matrix.indices {
            for j in 0...i {
                let sum = (0..<j).reduce(matrix[i][j]) { $0 - rows[i][$1] * rows[j][$1] }
                if i == j {
                    guard sum > 1e-14 * matrix[i][i], sum.isFinite else { return nil }
                    rows[i][i] = sum.squareRoot()
                } else {
                    rows[i][j] = sum / rows[j][j]
                }
            }
        }
        self.rows = rows
    }

    /// x with Ax = `b`.
    func solve(_ b: [Double]) -> [Double] {
        var x = b
        for i in rows.indices {
            for j in 0..<i { x[i] -= rows[i][j] * x[j] }
            x[i] /= rows[i][i]
        }
        for i in rows.indices.reversed() {
            for j in (i + 1)..<max(i + 1, rows.count) { x[i] -= rows[j][i] * x[j] }
            x[i] /= rows[i][i]
        }
        return x
    }

    /// A⁻¹.
    var inverse: [[Double]] {
        rows.indices.map { i in solve(rows.indices.map { $0 == i ? 1 : 0 }) }
    }
}

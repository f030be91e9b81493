/// A row of voxels of one slab, and what lies between it and a head.
struct LineOfSight {
    /// Mean free paths to the front of the grid.
    let toFront: UnsafePointer<Float>
    /// Mean free paths through all of it, if the head is behind.
    let through: UnsafePointer<Float>?
    /// What passes the table.
    let table: Float
    /// The number of voxels.
    let width: Int

    /// Sets `line` to what passes of `activity`, and adds what of that scatters to `scattering`; answers where
    /// there is anything.
    @inline(__always)
    func carry(
        _ activity: UnsafePointer<Float>, to line: UnsafeMutablePointer<Float>,
        scattering: UnsafeMutablePointer<Float>?, _ model: ScatterModel
    ) -> Range<Int> {
        let whole = width & ~7
        var (first, end) = (width, 0)
        for column in stride(from: 0, to: whole, by: 8) {
            let emitted = (activity + column).lanes
            if all(emitted .== 0) {
                (line + column).lanes = emitted
                continue
            }
            first = min(first, column)
            end = column + 8
            var path = (toFront + column).lanes
            if let through { path = (through + column).lanes - path }
            let seen = emitted * Lanes.negativeExponential(path) * table
            (line + column).lanes = seen
            if let scattering { (scattering + column).lanes += seen * model.fraction(path) }
        }
        for column in whole..<width {
            let path = Lanes(repeating: through.map { $0[column] - toFront[column] } ?? toFront[column])
            let seen = Lanes(repeating: activity[column]) * Lanes.negativeExponential(path) * table
            line[column] = seen[0]
            if let scattering { scattering[column] += (seen * model.fraction(path))[0] }
            if activity[column] != 0 {
                first = min(first, column)
                end = column + 1
            }
        }
        return first..<max(first, end)
    }
}

import Scintigraphy

extension VoxelGrid {
    /// Throws unless there are voxels, of a size that can be computed with.
    func checkShape() throws(PhantomError) {
        guard rows > 0, columns > 0, slabs > 0, max(rows, columns, slabs) <= 10_000, pixel > 0.01,
            pixel < 1000,
            slab > 0.01, slab < 1000, left.isFinite, top.isFinite, back.isFinite
        else {
            throw PhantomError(
                "a grid of \(slabs) × \(rows) × \(columns) voxels of \(pixel) × \(slab) mm cannot be projected"
            )
        }
    }

    /// Throws unless `box` lies in the grid and `values` fills it.
    func check(_ box: VoxelBox, filledBy values: [Float]) throws(PhantomError) {
        guard box.rows.clamped(to: 0..<rows) == box.rows, box.columns.clamped(to: 0..<columns) == box.columns,
            box.slabs.clamped(to: 0..<slabs) == box.slabs
        else { throw PhantomError("a box of voxels reaches beyond its grid") }
        guard values.count == box.count else {
            throw PhantomError("\(values.count) values do not fill \(box.count) voxels")
        }
    }
}

extension ImageFrame {
    /// Where in the anterior matrix row 0 and column 0 of `grid` lie; both may be outside.
    ///
    /// Throws where the voxels do not lie on the matrix's pixels.
    func place(of grid: VoxelGrid) throws(PhantomError) -> (row: Int, column: Int) {
        let anterior = seen(from: .anterior)
        let row = (anterior.top - grid.top) / pixel
        let column = (grid.left - anterior.x(column: 0)) / pixel
        guard rows > 0, columns > 0, max(rows, columns) <= 10_000, abs(row) < 10_000, abs(column) < 10_000,
            abs(grid.pixel / pixel - 1) < 1e-4, abs(row - row.rounded()) < 0.02,
            abs(column - column.rounded()) < 0.02
        else {
            throw PhantomError(
                "the grid's voxels do not lie on the pixels of a matrix of \(rows) × \(columns) at \(pixel) mm; "
                    + "shift the grid by a part of a pixel")
        }
        return (Int(row.rounded()), Int(column.rounded()))
    }
}

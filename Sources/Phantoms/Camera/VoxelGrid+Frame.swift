import Scintigraphy

extension GammaCamera {
    /// The anterior matrix of this camera.
    ///
    /// - Parameters:
    ///   - top: y of row 0's centre, in mm.
    ///   - centre: x of the line between the two middle columns, in mm.
    public func frame(top: Float, centre: Float) -> ImageFrame {
        ImageFrame(
            rows: rows, columns: columns, pixel: Float(pixel), top: top, centre: centre, view: .anterior)
    }
}

extension VoxelGrid {
    /// Voxels on the pixels of a matrix.
    ///
    /// - Parameters:
    ///   - rows: Rows of the matrix; they may reach beyond it.
    ///   - columns: Columns of the anterior matrix; they may reach beyond it.
    ///   - frame: Where the matrix's pixels lie.
    ///   - back: z of the centres of slab 0, in mm.
    ///   - slabs: The number of voxels from back to front.
    ///   - slab: The depth of a voxel, in mm.
    public init(
        rows: Range<Int>, columns: Range<Int>, of frame: ImageFrame, back: Float, slabs: Int, slab: Float
    ) {
        let anterior = frame.seen(from: .anterior)
        self.init(
            rows: rows.count, columns: columns.count, slabs: slabs, pixel: frame.pixel, slab: slab,
            left: anterior.x(column: columns.lowerBound), top: anterior.y(row: rows.lowerBound), back: back)
    }
}

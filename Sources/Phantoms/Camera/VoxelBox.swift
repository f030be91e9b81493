/// A part of a ``VoxelGrid``.
public struct VoxelBox: Equatable, Sendable {
    /// Its rows, columns and slabs, counted as in the whole grid.
    public let rows, columns, slabs: Range<Int>

    /// These rows, columns and slabs.
    public init(rows: Range<Int>, columns: Range<Int>, slabs: Range<Int>) {
        self.rows = rows
        self.columns = columns
        self.slabs = slabs
    }

    /// The number of voxels.
    public var count: Int { rows.count * columns.count * slabs.count }
}

extension VoxelGrid {
    /// The whole grid as a box.
    public var box: VoxelBox { VoxelBox(rows: 0..<rows, columns: 0..<columns, slabs: 0..<slabs) }

    /// The grid of a box alone; its voxels lie where they lay.
    public func part(_ box: VoxelBox) -> VoxelGrid {
        VoxelGrid(
            rows: box.rows.count, columns: box.columns.count, slabs: box.slabs.count, pixel: pixel,
            slab: slab, left: left + Float(box.columns.lowerBound) * pixel,
            top: top - Float(box.rows.lowerBound) * pixel, back: back + Float(box.slabs.lowerBound) * slab)
    }

    /// The smallest box that takes in whole every point of `low`...`high` in mm, cut off at the grid's border.
    public func box(around low: SIMD3<Float>, _ high: SIMD3<Float>) -> VoxelBox {
        VoxelBox(
            rows: range((top - high.y) / pixel, (top - low.y) / pixel, reach: 1.5, count: rows),
            columns: range((low.x - left) / pixel, (high.x - left) / pixel, reach: 1.5, count: columns),
            slabs: range((low.z - back) / slab, (high.z - back) / slab, reach: 1, count: slabs))
    }

    /// The voxels that points between two coordinates are spread over, and one more for rounding.
    private func range(_ low: Float, _ high: Float, reach: Float, count: Int) -> Range<Int> {
        let most = Float(count)
        // `min` and `max` in this order turn what is not a number into a border.
        let first = Int(min(max(0, (low - reach).rounded(.down)), most))
        let end = Int(min(max(0, (high + reach).rounded(.up) + 1), most))
        return first..<max(first, end)
    }
}

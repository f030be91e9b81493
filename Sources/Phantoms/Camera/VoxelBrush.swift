extension VoxelGrid {
    /// Adds `value` times the covered fraction of each slab where `depths`, in mm, covers the voxels at this
    /// row and column of a volume on this grid. What lies outside the grid is left out.
    @inline(__always)
    public func paint(
        row: Int, column: Int, depths: ClosedRange<Float>, value: Float, on volume: inout [Float]
    ) {
        guard volume.count == count else { return }
        volume.withUnsafeMutableBufferPointer { volume in
            paint(row: row, column: column, depths: depths, value: value, on: volume)
        }
    }

    /// The same for many pixels: `volume` holds ``count`` numbers.
    public func paint(
        row: Int, column: Int, depths: ClosedRange<Float>, value: Float,
        on volume: UnsafeMutableBufferPointer<Float>
    ) {
        guard row >= 0, row < rows, column >= 0, column < columns, volume.count >= count else { return }
        // In slabs from the back face of the grid; `max` and `min` in this order take in what is not a number.
        let most = Float(slabs)
        let low = min(max(0, (depths.lowerBound - back) / slab + 0.5), most)
        let high = min(max(0, (depths.upperBound - back) / slab + 0.5), most)
        let first = Int(low)
        let last = min(Int(high), slabs - 1)
        guard high > low, first <= last else { return }
        let voxel = row * columns + column
        if first == last {
            volume[first * area + voxel] += value * (high - low)
            return
        }
        volume[first * area + voxel] += value * (Float(first + 1) - low)
        for between in first + 1..<last { volume[between * area + voxel] += value }
        volume[last * area + voxel] += value * (high - Float(last))
    }
}

/// How many mean free paths lie between each voxel's centre and the front, and behind each pixel in all.
struct OpticalDepth: Sendable {
    /// From the voxel's centre to the front of the grid, half of its own slab included: [slab][row][column].
    let toFront: [Float]
    /// From the back of the grid to its front: [row][column].
    let through: [Float]

    /// Sums up `attenuation`, 1/mm in each voxel of `grid`.
    ///
    /// - Precondition: `attenuation` fills the grid.
    init(_ attenuation: consuming [Float], grid: VoxelGrid) {
        precondition(attenuation.count == grid.count)
        let area = grid.area
        let half = grid.slab / 2
        let slabs = grid.slabs
        var behind = [Float](repeating: 0, count: area)
        attenuation.withUnsafeMutableBufferPointer { volume in
            behind.withUnsafeMutableBufferPointer { sum in
                for slab in stride(from: slabs - 1, through: 0, by: -1) {
                    let start = slab * area
                    for pixel in 0..<area {
                        let own = volume[start + pixel] * half
                        let centre = sum[pixel] + own
                        volume[start + pixel] = centre
                        sum[pixel] = centre + own
                    }
                }
            }
        }
        toFront = attenuation
        through = behind
    }
}

extension VoxelGrid {
    /// The smallest grid of this pixel and slab around a body, its back on the table at z = 0, with `margin` pixels on
    /// each side; voxels lie at whole multiples of the pixel from the vertex and from the table's midline.
    public static func around(_ body: Body, pixel: Float, slab: Float, margin: Int = 4) -> VoxelGrid {
        let first = (body.lowest.x / pixel).rounded(.down) - Float(margin)
        let last = (body.highest.x / pixel).rounded(.up) + Float(margin)
        let upper = (body.highest.y / pixel).rounded(.up) + Float(margin)
        let lower = (body.lowest.y / pixel).rounded(.down) - Float(margin)
        return VoxelGrid(
            rows: Int(upper - lower) + 1, columns: Int(last - first) + 1,
            slabs: max(1, Int((body.highest.z / slab).rounded(.up))), pixel: pixel, slab: slab,
            left: first * pixel,
            top: upper * pixel, back: slab / 2)
    }
}

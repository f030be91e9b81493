/// Where voxels lie around a patient: columns and rows as the anterior view has them, slabs from back to front.
///
/// Voxel (slab, row, column) has its centre at x = `left` + column × `pixel`, y = `top` - row × `pixel`,
/// z = `back` + slab × `slab`: column 0 is at the patient's right, row 0 at the head, slab 0 at the back.
public struct VoxelGrid: Equatable, Sendable {
    /// The numbers of voxels from head to feet, from the patient's right to the left, and from back to front.
    public let rows, columns, slabs: Int
    /// The side of a voxel across and along the body, in mm: the camera's pixel.
    public let pixel: Float
    /// The depth of a voxel, in mm.
    public let slab: Float
    /// The centre of the voxel at column 0, row 0 and slab 0, in mm.
    public let left, top, back: Float

    /// The number of voxels.
    public var count: Int { rows * columns * slabs }
    /// The number of voxels of a slab.
    public var area: Int { rows * columns }
    /// The volume of a voxel, in mm³.
    public var voxelVolume: Float { pixel * pixel * slab }
}

extension VoxelGrid {
    /// The index, in the order [slab][row][column], of the voxel that holds a place; `nil` outside.
    func voxel(at place: SIMD3<Float>) -> Int? {
        let column = ((place.x - left) / pixel).rounded()
        let row = ((top - place.y) / pixel).rounded()
        let slab = ((place.z - back) / self.slab).rounded()
        guard column >= 0, row >= 0, slab >= 0, column < Float(columns), row < Float(rows),
            slab < Float(slabs)
        else { return nil }
        return (Int(slab) * rows + Int(row)) * columns + Int(column)
    }
}

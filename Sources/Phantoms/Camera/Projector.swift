public import Scintigraphy

/// Projects activity in one patient onto both heads: attenuation, blur that grows with distance, scatter.
///
/// Each row of each slab is attenuated along its way, blurred by the Gaussian of its own distance from the
/// head, less the 1/4 pixel² that ``SplatVolume`` gave, and added up. Linear in activity.
public struct Projector: Sendable {
    /// Where the patient's voxels lie.
    public let grid: VoxelGrid
    /// The size of the matrix that is filled.
    let matrix: (rows: Int, columns: Int)
    /// Where in the anterior matrix row 0 and column 0 of the grid lie.
    let origin: (row: Int, column: Int)
    let depth: OpticalDepth
    let anterior, posterior: PointResponse
    let tableTransmission: Float
    let scatter: ScatterModel

    /// Prepares the way from each voxel to the heads.
    ///
    /// Throws where sizes do not fit each other, or are not what a camera could have.
    ///
    /// - Parameters:
    ///   - attenuation: 1/mm in each voxel, see ``Attenuation``.
    ///   - grid: Where the voxels lie.
    ///   - frame: The anterior matrix; columns and rows of the grid must be columns and rows of it.
    ///   - heads: The faces of the collimators at each row of the grid.
    ///   - camera: What stands behind those faces.
    public init(
        attenuation: consuming [Float], grid: VoxelGrid, frame: ImageFrame, heads: HeadPath,
        camera: GammaCamera
    ) throws(PhantomError) {
        try grid.checkShape()
        guard attenuation.count == grid.count else {
            throw PhantomError("\(attenuation.count) attenuation values do not fill \(grid.count) voxels")
        }
        origin = try frame.place(of: grid)
        matrix = (frame.rows, frame.columns)
        self.grid = grid
        anterior = try PointResponse(.anterior, heads: heads, grid: grid, camera: camera)
        posterior = try PointResponse(.posterior, heads: heads, grid: grid, camera: camera)
        depth = OpticalDepth(attenuation, grid: grid)
        tableTransmission = heads.tableTransmission
        scatter = ScatterModel(camera: camera)
    }

    /// What the head of `view` sees of a whole patient: MBq in each voxel of the grid.
    public func project(_ activity: [Float], view: View) throws(PhantomError) -> Projection {
        let source = WorkImage(rows: grid.rows, columns: grid.columns)
        let primary = try trace(activity, in: grid.box, view: view, scattering: source)
        let spread = ScatterSpread(rows: matrix.rows, columns: matrix.columns, pixel: grid.pixel)
        return Projection(primary: primary, scatter: spread.plane(of: source, at: origin))
    }

    /// The primary photons alone of activity in a part of the grid: MBq in each voxel of `box`.
    ///
    /// The same numbers, to rounding, as that activity adds to the whole; only the pixels that it reaches.
    public func primary(
        of activity: [Float], in box: VoxelBox, view: View
    ) throws(PhantomError) -> DetectorPlane {
        try trace(activity, in: box, view: view, scattering: nil)
    }
}

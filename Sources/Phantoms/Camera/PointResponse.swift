import Scintigraphy

/// What one head makes of a point in each slab and row of a grid.
struct PointResponse: Sendable {
    /// The largest radius, in pixels.
    let reach: Int
    /// Kernels of 0, 1/32, 2/32 ... pixel², `reach` + 1 samples each.
    private let kernels: [Float]
    /// The variance at each row of each slab, in 1/32 pixel².
    private let places: [Float]
    private let rows: Int

    /// Kernels per pixel²; what lies between two is interpolated, which keeps sum and variance.
    private static let density = 32.0
    /// No head is farther from a slab than this, in mm.
    private static let mostDistance: Float = 2000

    init(_ view: View, heads: HeadPath, grid: VoxelGrid, camera: GammaCamera) throws(PhantomError) {
        let faces = view == .anterior ? heads.anterior : heads.posterior
        guard faces.count == grid.rows else {
            throw PhantomError("\(faces.count) heights of a head do not fit \(grid.rows) rows")
        }
        guard abs(camera.pixel / Double(grid.pixel) - 1) < 1e-3 else {
            throw PhantomError(
                "a grid of \(grid.pixel) mm does not fit a camera of \(camera.pixel) mm; use the camera's pixel"
            )
        }
        var places: [Float] = []
        places.reserveCapacity(grid.rows * grid.slabs)
        for slab in 0..<grid.slabs {
            let z = grid.back + Float(slab) * grid.slab
            for face in faces {
                let distance = view == .anterior ? face - z : z - face
                guard distance.magnitude <= Self.mostDistance else {
                    throw PhantomError(
                        "a collimator's face must lie within \(Self.mostDistance) mm of the patient")
                }
                places.append(Float(Self.density * camera.variance(atDistance: Double(max(0, distance)))))
            }
        }
        let widest = Double(places.max() ?? 0) / Self.density
        guard widest < 1000, places.allSatisfy({ $0 >= 0 }) else {
            throw PhantomError("a camera with the figures of \(camera.name) resolves nothing; check them")
        }
        let most = Int(widest * Self.density) + 1
        let reach = PointKernel.radius(Double(most) / Self.density)
        kernels = (0...most).flatMap { step in
            let samples = PointKernel.samples(Double(step) / Self.density).map { Float($0) }
            return samples + [Float](repeating: 0, count: reach + 1 - samples.count)
        }
        self.reach = reach
        self.places = places
        rows = grid.rows
    }

    /// Writes the `reach` + 1 samples from the middle outwards for a row of a slab, and answers how many beside the
    /// middle one are not zero.
    @inline(__always)
    func samples(slab: Int, row: Int, into samples: UnsafeMutablePointer<Float>) -> Int {
        let place = places[slab * rows + row]
        let step = Int(place)
        let fraction = place - Float(step)
        let (below, above) = (step * (reach + 1), (step + 1) * (reach + 1))
        var radius = 1
        for k in 0...reach {
            samples[k] = kernels[below + k] * (1 - fraction) + kernels[above + k] * fraction
            if samples[k] != 0 { radius = max(1, k) }
        }
        return radius
    }
}

/// Adds points to a ``SplatVolume``; not to be kept beyond the call that gave it.
public struct SplatBrush {
    /// Three columns are written as four numbers, the last of them unchanged: what must follow the volume.
    static let margin = 4

    private let activity, bone: UnsafeMutablePointer<Float>
    private let scale, origin, low, high: SIMD3<Float>
    private let columns, area: Int

    init(grid: VoxelGrid, activity: UnsafeMutablePointer<Float>, bone: UnsafeMutablePointer<Float>) {
        self.activity = activity
        self.bone = bone
        scale = [1 / grid.pixel, -1 / grid.pixel, 1 / grid.slab]
        origin = [grid.left, grid.top, grid.back]
        columns = grid.columns
        area = grid.area
        low = [0.5, 0.5, 0]
        high = [Float(grid.columns) - 1.5, Float(grid.rows) - 1.5, Float(grid.slabs) - 1]
    }

    /// Adds a point's `activity` in MBq and `bone` in mm³; a point of which any part would lie outside the
    /// grid is dropped whole.
    @inline(__always)
    public func deposit(_ point: SIMD3<Float>, activity amount: Float, bone volume: Float) {
        let place = (point - origin) * scale
        guard all((place .>= low) .& (place .< high)) else { return }
        let column = Int(place.x + 0.5)
        let row = Int(place.y + 0.5)
        let slab = Int(place.z)
        let across = Self.spline(place.x - Float(column))
        let along = Self.spline(place.y - Float(row))
        let depth = place.z - Float(slab)
        let start = slab * area + (row - 1) * columns + column - 1
        spread(across * (amount * (1 - depth)), along, activity + start)
        spread(across * (volume * (1 - depth)), along, bone + start)
        spread(across * (amount * depth), along, activity + start + area)
        spread(across * (volume * depth), along, bone + start + area)
    }

    /// Adds to three columns of three rows, the first of which is at `place`.
    @inline(__always)
    private func spread(_ across: SIMD4<Float>, _ along: SIMD4<Float>, _ place: UnsafeMutablePointer<Float>) {
        add(across * along.x, place)
        add(across * along.y, place + columns)
        add(across * along.z, place + 2 * columns)
    }

    @inline(__always)
    private func add(_ amounts: SIMD4<Float>, _ place: UnsafeMutablePointer<Float>) {
        let place = UnsafeMutableRawPointer(place)
        place.storeBytes(of: place.loadUnaligned(as: SIMD4<Float>.self) + amounts, as: SIMD4<Float>.self)
    }

    /// The quadratic B-spline at -1, 0 and 1 for a centre at `offset` in -1/2...1/2, and zero.
    @inline(__always)
    static func spline(_ offset: Float) -> SIMD4<Float> {
        let before = 0.5 - offset
        let after = 0.5 + offset
        return [0.5 * before * before, 0.75 - offset * offset, 0.5 * after * after, 0]
    }
}

/// An ellipsoid in any direction.
public struct Ellipsoid: Equatable, Sendable {
    /// Its centre in mm.
    public var centre: SIMD3<Float>
    /// The half axes in mm.
    public let halfAxes: SIMD3<Float>
    /// Half the size of the smallest box around it, in mm.
    public let extent: SIMD3<Float>
    /// The quadratic form whose value is 1 on the surface: xx, yy, zz and xy, xz, yz.
    private let square, mixed: SIMD3<Float>

    /// - Parameter turn: a rotation that takes x, y and z to the directions of the half axes.
    init(centre: SIMD3<Float>, halfAxes: SIMD3<Float>, turn: Placement = .identity) {
        self.centre = centre
        self.halfAxes = halfAxes
        let inverse = SIMD3<Float>(repeating: 1) / (halfAxes * halfAxes)
        let axes: [SIMD3<Float>] = [turn.x, turn.y, turn.z]
        var square = SIMD3<Float>.zero
        var mixed = SIMD3<Float>.zero
        var extent = SIMD3<Float>.zero
        for (index, axis) in axes.enumerated() {
            let squared = axis * axis
            square += squared * inverse[index]
            let products = SIMD3<Float>(axis.x * axis.y, axis.x * axis.z, axis.y * axis.z)
            mixed += products * inverse[index]
            extent += squared * (halfAxes[index] * halfAxes[index])
        }
        self.square = square
        self.mixed = mixed
        self.extent = extent.squareRoot()
    }

    /// In mL.
    public var volumeMillilitres: Float {
        4 / 3 * .pi * halfAxes.x * halfAxes.y * halfAxes.z / 1000
    }

    /// What a ray along z meets at this place; nil beside the ellipsoid.
    @inline(__always)
    public func depths(atX x: Float, y: Float) -> (low: Float, high: Float)? {
        let dx = x - centre.x
        let dy = y - centre.y
        let half = mixed.y * dx + mixed.z * dy
        let rest = square.x * dx * dx + square.y * dy * dy + 2 * mixed.x * dx * dy - 1
        let discriminant = half * half - square.z * rest
        guard discriminant > 0 else { return nil }
        let root = discriminant.squareRoot()
        return (centre.z + (-half - root) / square.z, centre.z + (-half + root) / square.z)
    }
}

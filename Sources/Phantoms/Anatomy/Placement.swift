import Foundation

/// An affine map of space: a place p goes to x p.x + y p.y + z p.z + `translation`, in mm.
public struct Placement: Equatable, Sendable {
    /// Where the axes go: the columns of the matrix.
    public var x, y, z: SIMD3<Float>
    /// Where the origin goes.
    public var translation: SIMD3<Float>

    /// Everything stays.
    public static let identity = Placement(
        x: SIMD3(1, 0, 0), y: SIMD3(0, 1, 0), z: SIMD3(0, 0, 1), translation: .zero)

    init(x: SIMD3<Float>, y: SIMD3<Float>, z: SIMD3<Float>, translation: SIMD3<Float>) {
        (self.x, self.y, self.z, self.translation) = (x, y, z, translation)
    }

    /// Moves by `translation`.
    public init(translation: SIMD3<Float>) {
        self = .identity
        self.translation = translation
    }

    /// Stretches along the axes.
    init(scale: SIMD3<Float>) {
        self = .identity
        (x.x, y.y, z.z) = (scale.x, scale.y, scale.z)
    }

    /// Turns by `angle` in radians about an axis through the origin (Rodrigues' formula).
    init(turningBy angle: Float, about axis: SIMD3<Float>) {
        let axis = unit(axis)
        func turned(_ place: SIMD3<Float>) -> SIMD3<Float> {
            place * cos(angle) + cross(axis, place) * sin(angle) + axis * dot(axis, place) * (1 - cos(angle))
        }
        self.init(
            x: turned(SIMD3(1, 0, 0)), y: turned(SIMD3(0, 1, 0)), z: turned(SIMD3(0, 0, 1)),
            translation: .zero)
    }

    /// Where a place goes.
    public func callAsFunction(_ place: SIMD3<Float>) -> SIMD3<Float> {
        direction(place) + translation
    }

    /// Where a direction goes.
    public func direction(_ way: SIMD3<Float>) -> SIMD3<Float> {
        let sum = x * way.x + y * way.y
        return sum + z * way.z
    }

    /// First `second`, then `first`.
    public static func * (first: Placement, second: Placement) -> Placement {
        Placement(
            x: first.direction(second.x), y: first.direction(second.y), z: first.direction(second.z),
            translation: first(second.translation))
    }

    /// The map back, if this one only turns and moves.
    var backFromRigid: Placement {
        let back = Placement(
            x: SIMD3(x.x, y.x, z.x), y: SIMD3(x.y, y.y, z.y), z: SIMD3(x.z, y.z, z.z), translation: .zero)
        return Placement(x: back.x, y: back.y, z: back.z, translation: -back.direction(translation))
    }
}

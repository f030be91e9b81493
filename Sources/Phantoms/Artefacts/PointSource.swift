import Foundation
import Scintigraphy

/// Activity at a point, in mm and MBq: what artefacts add to a patient.
struct PointSource {
    let position: SIMD3<Float>
    let megabecquerels: Float
}

extension [PointSource] {
    /// `megabecquerels` spread evenly over an ellipsoid: about one point in each 2 mm cube, at least 20.
    static func ellipsoid(
        at centre: SIMD3<Float>, radii: SIMD3<Float>, megabecquerels: Float,
        using generator: inout SeededGenerator
    ) -> [PointSource] {
        let cubes = 4 / 3 * Float.pi * radii.x * radii.y * radii.z / 8
        let count = Int(Swift.min(20_000, Swift.max(20, cubes)))
        return (0..<count).map { _ in
            PointSource(
                position: centre + radii * .inUnitBall(using: &generator),
                megabecquerels: megabecquerels / Float(count))
        }
    }

    /// `megabecquerels` spread evenly along a line of straight pieces, within `radius` of it.
    static func tube(
        _ corners: [SIMD3<Float>], radius: Float, megabecquerels: Float,
        using generator: inout SeededGenerator
    ) -> [PointSource] {
        let pieces = zip(corners, corners.dropFirst())
        let length = pieces.reduce(Float(0)) { $0 + ($1.1 - $1.0).length }
        guard length > 0 else { return [] }
        return pieces.flatMap { start, end in
            let piece = (end - start).length
            let count = Int(piece) + 1
            return (0..<count).map { _ in
                let along = start + (end - start) * Float(generator.uniform())
                return PointSource(
                    position: along + radius * .inUnitBall(using: &generator),
                    megabecquerels: megabecquerels * piece / length / Float(count))
            }
        }
    }
}

extension SIMD3<Float> {
    fileprivate var length: Float { (self * self).sum().squareRoot() }

    /// A point in the ball of radius 1, all places equally likely.
    fileprivate static func inUnitBall(using generator: inout SeededGenerator) -> SIMD3<Float> {
        while true {
            let point = SIMD3(
                Float(generator.uniform(in: -1...1)), Float(generator.uniform(in: -1...1)),
                Float(generator.uniform(in: -1...1)))
            if (point * point).sum() <= 1 { return point }
        }
    }
}

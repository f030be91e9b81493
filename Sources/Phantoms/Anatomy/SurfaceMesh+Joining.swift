import Foundation

extension SurfaceMesh {
    /// What lies inside either surface.
    func joined(by other: SurfaceMesh) -> SurfaceMesh {
        var joined = self
        let first = Int32(vertices.count)
        joined.vertices += other.vertices
        joined.triangles += other.triangles.map { $0 &+ first }
        return joined
    }

    /// An ellipsoid along the axes, of 16 × 8 faces.
    static func ellipsoid(centre: SIMD3<Float>, halfAxes: SIMD3<Float>) -> SurfaceMesh {
        let (around, down) = (16, 8)
        func corner(_ i: Int, _ j: Int) -> SIMD3<Float> {
            let longitude = 2 * Float.pi * Float(i) / Float(around),
                latitude = Float.pi * Float(j) / Float(down)
            return centre + halfAxes
                * SIMD3(sin(latitude) * sin(longitude), cos(latitude), sin(latitude) * cos(longitude))
        }
        let corners = (0...down).flatMap { j in (0..<around).map { i in corner(i, j) } }
        let polygons = (0..<down).flatMap { j in
            (0..<around).map { i in
                let next = (i + 1) % around
                return [j * around + i, (j + 1) * around + i, (j + 1) * around + next, j * around + next]
                    .map { Int32($0) }
            }
        }
        return SurfaceMesh(corners: corners, polygons: polygons)
    }
}

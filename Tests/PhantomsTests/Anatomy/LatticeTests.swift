import Testing

@testable import Phantoms

@Suite struct LatticeTests {
    /// A cube of 20 mm, its faces squares that look outwards.
    static func cube(faces: Int = 6) -> SurfaceMesh {
        let corners = (0..<8).map { (corner: Int) -> SIMD3<Float> in
            20 * SIMD3<Float>(SIMD3<Int>(corner & 1, (corner >> 1) & 1, corner >> 2))
        }
        let squares: [[Int32]] = [
            [0, 2, 3, 1], [4, 5, 7, 6], [0, 1, 5, 4], [2, 6, 7, 3], [0, 4, 6, 2], [1, 3, 7, 5],
        ]
        return SurfaceMesh(corners: corners, polygons: Array(squares.prefix(faces)))
    }

    private func points(_ mesh: SurfaceMesh) throws -> [(place: SIMD3<Float>, depth: Float)] {
        let lattice = try #require(Lattice(inside: mesh, spacing: 1))
        var points: [(place: SIMD3<Float>, depth: Float)] = []
        lattice.forEachPoint { points.append(($0, $1)) }
        return points
    }

    @Test func fillsACube() throws {
        let found = try points(Self.cube())
        #expect(abs(Self.cube().volume - 8000) < 1e-3)
        #expect(abs(found.count - 8000) < 80)  // 1 %: a lattice of 1 mm against a surface of 2400 mm²
        #expect(found.allSatisfy { $0.place.min() >= -1e-3 && $0.place.max() <= 20.001 })
    }

    /// Depth is known to about half the spacing, as the surface runs anywhere between two points; obliquely to the
    /// lattice the nearest point outside may lie 0.87 of it beyond.
    @Test func depthIsTheDistanceToTheNearestFace() throws {
        for (place, depth) in try points(Self.cube()) {
            let distance = min(place.min(), (20 - place).min())
            #expect(abs(distance - depth) < 1)
        }
    }

    @Test func aHoleIsClosed() throws {
        let open = Self.cube(faces: 5)
        #expect(open.openEdges.count == 4 && open.closed.openEdges.isEmpty)
        #expect(abs(open.closed.volume - 8000) < 1e-3)
        #expect(try points(open.closed).count == points(Self.cube()).count)
    }

    @Test func piecesAreToldApart() {
        let corners = Self.cube().vertices + Self.cube().vertices.map { $0 + 50 }
        let triangles = Self.cube().triangles.map { [$0.x, $0.y, $0.z] }
        let both = SurfaceMesh(corners: corners, polygons: triangles + triangles.map { $0.map { $0 + 8 } })
        #expect(both.pieces.map(\.volume).map { ($0 / 100).rounded() } == [80, 80])
    }
}

/// A surface of triangles in mm, its vertices told apart by position.
struct SurfaceMesh {
    var vertices: [SIMD3<Float>]
    /// Indices of `vertices`, anticlockwise as seen from outside.
    var triangles: [SIMD3<Int32>]

    /// From polygons whose corners may repeat a position: equal positions (to 0.01 mm) become one vertex, polygons
    /// fans of triangles, and triangles without an area are left out.
    init(corners: [SIMD3<Float>], polygons: [[Int32]]) {
        var known: [SIMD3<Int32>: Int32] = [:]
        var vertices: [SIMD3<Float>] = []
        let welded = corners.map { corner -> Int32 in
            let key = SIMD3<Int32>(clamping: SIMD3<Int>((corner * 100).rounded(.toNearestOrEven)))
            if let vertex = known[key] { return vertex }
            let vertex = Int32(vertices.count)
            known[key] = vertex
            vertices.append(corner)
            return vertex
        }
        self.vertices = vertices
        triangles = []
        for polygon in polygons {
            for corner in 1..<max(1, polygon.count - 1) {
                let a = welded[Int(polygon[0])]
                let b = welded[Int(polygon[corner])]
                let c = welded[Int(polygon[corner + 1])]
                if a != b, b != c, c != a { triangles.append(SIMD3(a, b, c)) }
            }
        }
    }

    private init(vertices: [SIMD3<Float>], triangles: [SIMD3<Int32>]) {
        self.vertices = vertices
        self.triangles = triangles
    }

    var lowest: SIMD3<Float> { vertices.reduce(SIMD3(repeating: .infinity)) { pointwiseMin($0, $1) } }
    var highest: SIMD3<Float> { vertices.reduce(SIMD3(repeating: -.infinity)) { pointwiseMax($0, $1) } }
    var middle: SIMD3<Float> { (lowest + highest) / 2 }

    /// The enclosed volume in mm³, positive where the triangles face outwards (divergence theorem).
    var volume: Double {
        let origin = SIMD3<Double>(middle)
        return triangles.reduce(0) { sum, triangle in
            let a = SIMD3<Double>(vertices[Int(triangle.x)]) - origin
            let b = SIMD3<Double>(vertices[Int(triangle.y)]) - origin
            let c = SIMD3<Double>(vertices[Int(triangle.z)]) - origin
            return sum + dot(a, cross(b, c)) / 6
        }
    }

    /// The surfaces that hang together by shared vertices, the one with most triangles first.
    var pieces: [SurfaceMesh] {
        var leader = vertices.indices.map { $0 }
        func root(_ start: Int) -> Int {
            var vertex = start
            while leader[vertex] != vertex {
                leader[vertex] = leader[leader[vertex]]
                vertex = leader[vertex]
            }
            return vertex
        }
        for triangle in triangles {
            for other in [triangle.y, triangle.z] { leader[root(Int(other))] = root(Int(triangle.x)) }
        }
        var places: [Int: Int] = [:]
        var groups: [[SIMD3<Int32>]] = []
        for triangle in triangles {
            let root = root(Int(triangle.x))
            if let place = places[root] {
                groups[place].append(triangle)
            } else {
                places[root] = groups.count
                groups.append([triangle])
            }
        }
        return groups.map(part).sorted { $0.triangles.count > $1.triangles.count }
    }

    /// The surface of some of the triangles, with only the vertices that they use.
    private func part(_ chosen: [SIMD3<Int32>]) -> SurfaceMesh {
        var new: [Int32: Int32] = [:]
        var kept: [SIMD3<Float>] = []
        func vertex(_ old: Int32) -> Int32 {
            if let known = new[old] { return known }
            let index = Int32(kept.count)
            new[old] = index
            kept.append(vertices[Int(old)])
            return index
        }
        let renamed = chosen.map { SIMD3(vertex($0.x), vertex($0.y), vertex($0.z)) }
        return SurfaceMesh(vertices: kept, triangles: renamed)
    }

    /// The surface moved by a function.
    func moved(_ move: (SIMD3<Float>) -> SIMD3<Float>) -> SurfaceMesh {
        SurfaceMesh(vertices: vertices.map(move), triangles: triangles)
    }
}

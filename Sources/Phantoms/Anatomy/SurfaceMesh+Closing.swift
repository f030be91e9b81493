extension SurfaceMesh {
    /// The surface with a fan of triangles over every loop of edges that only one triangle has.
    var closed: SurfaceMesh {
        var next: [Int32: [Int32]] = [:]
        for edge in openEdges { next[edge.y, default: []].append(edge.x) }
        var closed = self
        for start in next.keys.sorted() {
            while let second = next[start]?.popLast() {
                var loop = [start, second]
                while let last = loop.last, last != start, let following = next[last]?.popLast() {
                    loop.append(following)
                }
                if loop.last == start { loop.removeLast() }
                closed.cover(loop)
            }
        }
        return closed
    }

    /// Edges without their opposite, in the direction of their triangle.
    var openEdges: [SIMD2<Int32>] {
        var balance: [SIMD2<Int32>: Int] = [:]
        for triangle in triangles {
            for (a, b) in [(triangle.x, triangle.y), (triangle.y, triangle.z), (triangle.z, triangle.x)] {
                balance[SIMD2(min(a, b), max(a, b)), default: 0] += a < b ? 1 : -1
            }
        }
        return balance.flatMap { edge, count in
            Array(repeating: count > 0 ? edge : SIMD2(edge.y, edge.x), count: abs(count))
        }.sorted { ($0.x, $0.y) < ($1.x, $1.y) }
    }

    private mutating func cover(_ loop: [Int32]) {
        guard loop.count > 2 else { return }
        let hub = Int32(vertices.count)
        vertices.append(loop.reduce(.zero) { $0 + vertices[Int($1)] } / Float(loop.count))
        for (place, vertex) in loop.enumerated() {
            triangles.append(SIMD3(vertex, loop[(place + 1) % loop.count], hub))
        }
    }
}

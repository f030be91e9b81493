/// Where the columns of a lattice pass through a surface.
struct Crossings {
    struct Crossing {
        let column: Int32
        /// +1 where the column, going up, enters the body, -1 where it leaves it.
        let turn: Int
        let height: Double
    }

    /// Column by column (u × `rows` + v), from below.
    let inOrder: [Crossing]

    private static let limit = 50_000_000

    /// From vertices in units of the lattice; nil when the triangles cover each other more than any bone's do.
    ///
    /// Edges are judged in one direction for both triangles that share them, so that no column slips between.
    init?(of triangles: [SIMD3<Int32>], _ vertices: [SIMD3<Double>], rows: Int) {
        var found: [Crossing] = []
        var tried = 0
        for triangle in triangles {
            let corners = [triangle.x, triangle.y, triangle.z]
            let (a, b, c) = (vertices[Int(corners[0])], vertices[Int(corners[1])], vertices[Int(corners[2])])
            let lowest = pointwiseMin(a, pointwiseMin(b, c)), highest = pointwiseMax(a, pointwiseMax(b, c))
            let (firstU, lastU) = (Int(lowest.x.rounded(.up)), Int(highest.x.rounded(.down)))
            let (firstV, lastV) = (Int(lowest.y.rounded(.up)), Int(highest.y.rounded(.down)))
            guard firstU <= lastU, firstV <= lastV else { continue }
            tried += (lastU - firstU + 1) * (lastV - firstV + 1)
            guard tried < Self.limit else { return nil }
            for u in firstU...lastU {
                for v in firstV...lastV {
                    let place = SIMD2(Double(u), Double(v))
                    let ab = Self.area(triangle.x, triangle.y, vertices, place)
                    let bc = Self.area(triangle.y, triangle.z, vertices, place)
                    let ca = Self.area(triangle.z, triangle.x, vertices, place)
                    guard ab.isLeft == bc.isLeft, bc.isLeft == ca.isLeft else { continue }
                    let sum = ab.area + bc.area + ca.area
                    guard sum != 0 else { continue }
                    found.append(
                        Crossing(
                            column: Int32(u * rows + v), turn: ab.isLeft ? -1 : 1,
                            height: (bc.area * a.z + ca.area * b.z + ab.area * c.z) / sum))
                }
            }
        }
        inOrder = found.sorted { ($0.column, $0.height) < ($1.column, $1.height) }
    }

    /// Twice the signed area of an edge and a place, and whether the place lies to the edge's left.
    private static func area(
        _ from: Int32, _ to: Int32, _ vertices: [SIMD3<Double>], _ place: SIMD2<Double>
    ) -> (area: Double, isLeft: Bool) {
        let low = vertices[Int(min(from, to))], high = vertices[Int(max(from, to))]
        let area = (high.x - low.x) * (place.y - low.y) - (high.y - low.y) * (place.x - low.x)
        return from < to ? (area, area >= 0) : (-area, !(area >= 0))
    }
}

/// The points of a cubic lattice that lie inside a closed surface, and how deep.
///
/// The lattice is rotated against the axes, so that its rows do not line up with rows of pixels.
struct Lattice {
    /// The distance of neighbouring points, in mm.
    let spacing: Float
    /// The lattice's coordinates of its first point, in units of the spacing.
    private let start: SIMD3<Int>
    private let count: SIMD3<Int>
    /// In the order [u][v][w] with a border of one outside: the squared distance to the nearest point outside
    /// in units of the spacing; 0 outside.
    private var squares: [Int32]

    /// The lattice's axes. Seen from the front, each layer lies beside the one before by the steps of the plastic
    /// number's low-discrepancy sequence, so that layers together fill the plane evenly.
    private static let axes: (SIMD3<Double>, SIMD3<Double>, SIMD3<Double>) = {
        let plastic = 1.324_717_957_244_746
        let z = unit(SIMD3(1, 1 / plastic, 1 / (plastic * plastic)))
        let x = unit(cross(SIMD3(-0.3, 0.9, 0.4), z))
        let y = cross(z, x)
        return (SIMD3(x.x, y.x, z.x), SIMD3(x.y, y.y, z.y), SIMD3(x.z, y.z, z.z))
    }()

    /// Nil when the surface is larger than a body.
    init?(inside surface: SurfaceMesh, spacing: Float) {
        self.spacing = spacing
        let (u, v, w) = Self.axes
        let vertices = surface.vertices.map { vertex -> SIMD3<Double> in
            let place = SIMD3<Double>(vertex) / Double(spacing)
            return SIMD3(dot(u, place), dot(v, place), dot(w, place))
        }
        let lowest = vertices.reduce(SIMD3(repeating: Double.infinity)) { pointwiseMin($0, $1) }
        let highest = vertices.reduce(SIMD3(repeating: -Double.infinity)) { pointwiseMax($0, $1) }
        let extent = highest - lowest + 4
        guard extent.x * extent.y * extent.z < Self.limit, lowest.min() > -1e6, highest.max() < 1e6 else {
            return nil
        }
        start = SIMD3<Int>(lowest.rounded(.down)) &- 1
        count = SIMD3<Int>(highest.rounded(.up)) &+ 2 &- start
        squares = Array(repeating: 0, count: count.x * count.y * count.z)
        let origin = SIMD3<Double>(start)
        guard let crossings = Crossings(of: surface.triangles, vertices.map { $0 - origin }, rows: count.y)
        else { return nil }
        fill(crossings)
        measureDepths()
    }

    private static let limit = 30e6
    /// More than the square of any depth.
    private static let far: Int32 = 1 << 28

    /// Calls `body` with every point inside and its depth under the surface, both in mm.
    ///
    /// The surface is taken to lie half a spacing before the nearest point outside.
    func forEachPoint(_ body: (SIMD3<Float>, Float) -> Void) {
        let (u, v, w) = Self.axes
        var index = 0
        for i in 0..<count.x {
            for j in 0..<count.y {
                for k in 0..<count.z {
                    if squares[index] > 0 {
                        let place = SIMD3<Double>(start &+ SIMD3(i, j, k)) * Double(spacing)
                        let depth = (Float(squares[index]).squareRoot() - 0.5) * spacing
                        body(SIMD3<Float>(u * place.x + v * place.y + w * place.z), depth)
                    }
                    index += 1
                }
            }
        }
    }

    /// Marks by `far` the points of each column between a way in and the way out that belongs to it.
    private mutating func fill(_ crossings: Crossings) {
        var winding = 0
        var entered = 0.0
        var column: Int32 = -1
        for crossing in crossings.inOrder {
            if crossing.column != column {
                (column, winding) = (crossing.column, 0)
            }
            if winding == 0, crossing.turn > 0 { entered = crossing.height }
            if winding == 1, crossing.turn < 0 {
                let first = Int(entered.rounded(.up)), last = Int(crossing.height.rounded(.down))
                let base = Int(column) * count.z
                if first <= last {
                    for k in first...last { squares[base + k] = Self.far }
                }
            }
            winding += crossing.turn
        }
    }

    /// Three passes of the exact Euclidean distance transform, each ending as soon as no farther point can be nearer.
    private mutating func measureDepths() {
        for step in [1, count.z, count.z * count.y] {
            var result = squares
            squares.withUnsafeBufferPointer { source in
                for index in source.indices where source[index] > 0 {
                    var best = source[index]
                    var away: Int32 = 1
                    while away * away < best {
                        let reach = Int(away) * step
                        best = min(best, min(source[index - reach], source[index + reach]) + away * away)
                        away += 1
                    }
                    result[index] = best
                }
            }
            squares = result
        }
    }
}

import Scintigraphy

/// A patient's own smooth unevenness: a random field in space of mean 0 and standard deviation 1, correlated over
/// about 16 mm, that repeats after 0.5, 1.0 and 0.25 m.
struct Texture {
    /// Between nodes it is linear, which leaves (2/3)³ of the nodes' variance on average.
    private let nodes: [Float]
    private static let (columns, rows, slabs) = (32, 64, 16)
    private static let spacing: Float = 16
    /// The numbers of the last nodes along each axis, which are masks of the numbers, for the counts are powers of 2.
    private static let last = SIMD3<Int32>(31, 63, 15)

    init(using generator: inout SeededGenerator) {
        let sd = (3.0 * 3 * 3 / 8).squareRoot()
        nodes = (0..<Self.columns * Self.rows * Self.slabs).map { _ in
            Float(generator.normal(mean: 0, sd: sd, in: -3 * sd...3 * sd))
        }
    }

    /// Calls `body` with the field.
    func withField(_ body: (Field) -> Void) {
        nodes.withUnsafeBufferPointer { body(Field(nodes: $0)) }
    }

    /// The values between the nodes.
    struct Field {
        fileprivate let nodes: UnsafeBufferPointer<Float>

        /// The value at a place in mm.
        @inline(__always)
        subscript(point: SIMD3<Float>) -> Float {
            let place = point * (1 / Texture.spacing)
            let floor = place.rounded(.down)
            let part = place - floor
            let low = SIMD3<Int32>(floor) & Texture.last
            let high = (low &+ 1) & Texture.last
            @inline(__always)
            func along(_ y: Int32, _ z: Int32) -> Float {
                let first = (z * Int32(Texture.rows) + y) * Int32(Texture.columns)
                let (a, b) = (nodes[Int(first + low.x)], nodes[Int(first + high.x)])
                return a + (b - a) * part.x
            }
            let (a, b) = (along(low.y, low.z), along(high.y, low.z))
            let (c, d) = (along(low.y, high.z), along(high.y, high.z))
            let (near, far) = (a + (b - a) * part.y, c + (d - c) * part.y)
            return near + (far - near) * part.z
        }
    }
}

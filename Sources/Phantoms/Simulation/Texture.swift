import Scintigraphy

/// A patient's own smooth unevenness: a random field in space of mean 0 and standard deviation 1, correlated over
/// about 16 mm, that repeats after 0.5, 1.0 and 0.25 m.
struct Texture {
    /// Between nodes it is linear, which leaves (2/3)³ of the nodes' variance on average.
    private let nodes: [Float]
    private static let (columns, rows, slabs) = (32, 64, 16)
    private static let spacing: Float = 16

    init(using generator: inout SeededGenerator) {
        let sd = (3.0 * 3 * 3 / 8).squareRoot()
        nodes = (0..<Self.columns * Self.rows * Self.slabs).map { _ in
            Float(generator.normal(mean: 0, sd: sd, in: -3 * sd...3 * sd))
        }
    }

    /// Calls `body` with the field as a function of a place in mm.
    func withField(_ body: ((SIMD3<Float>) -> Float) -> Void) {
        nodes.withUnsafeBufferPointer { nodes in
            body { point in
                let place = point * (1 / Self.spacing)
                let floor = place.rounded(.down)
                let part = place - floor
                let cell = SIMD3<Int32>(floor)
                let x0 = Int(cell.x) & (Self.columns - 1), x1 = (x0 + 1) & (Self.columns - 1)
                func row(_ y: Int32, _ z: Int32) -> Float {
                    let first =
                        ((Int(z) & (Self.slabs - 1)) * Self.rows + (Int(y) & (Self.rows - 1))) * Self.columns
                    return nodes[first + x0] + (nodes[first + x1] - nodes[first + x0]) * part.x
                }
                let low = row(cell.y, cell.z), high = row(cell.y, cell.z &+ 1)
                let near = low + (row(cell.y &+ 1, cell.z) - low) * part.y
                let far = high + (row(cell.y &+ 1, cell.z &+ 1) - high) * part.y
                return near + (far - near) * part.z
            }
        }
    }
}

import Torch

/// Where views show body.
struct BodyPlaces: Sendable {
    /// The size of a view in patches.
    let rows, columns: Int
    /// Of each view, the numbers of its patches that show body, row by row; all of them where none does.
    private let patches: [[Int]]

    /// - Parameter body: 1 where body is, views×rows×columns.
    init(_ body: Tensor) {
        (rows, columns) = (body.shape[1], body.shape[2])
        let count = rows * columns
        patches = (0..<body.shape[0]).map { view in
            let found = body[view].floats.enumerated().filter { $1 > 0 }.map(\.offset)
            return found.isEmpty ? Array(0..<count) : found
        }
    }

    /// Random places of a view's body, column first, from -1 to 1 over the centres of its outermost patches.
    func places(_ count: Int, of view: Int, using generator: inout some RandomNumberGenerator) -> [Float] {
        (0..<count).flatMap { _ -> [Float] in
            let patch = patches[view][Int.random(in: 0..<patches[view].count, using: &generator)]
            func along(_ place: Int, of count: Int) -> Float {
                let inside = Float(place) + Float.random(in: -0.5...0.5, using: &generator)
                return count < 2 ? 0 : min(1, max(-1, 2 * inside / Float(count - 1) - 1))
            }
            return [along(patch % columns, of: columns), along(patch / columns, of: rows)]
        }
    }

    /// Some of a view's patches that show body, each once.
    func patches(_ count: Int, of view: Int, using generator: inout some RandomNumberGenerator) -> [Int] {
        Array(patches[view].shuffled(using: &generator).prefix(count))
    }
}

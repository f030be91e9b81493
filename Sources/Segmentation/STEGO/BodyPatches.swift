import Torch

extension BackboneInput {
    /// Of each patch, row by row, whether it shows body (1) or air (0): whether its counts are a twentieth of the body's or
    /// more.
    ///
    /// Most of a view is air, in which noise differs and nothing else. Clusters that had to share it out would have little
    /// left for the body.
    func body(of view: PreparedView, patch: Int) -> [Float] {
        let counts = Tensor(
            view.crop(CropSize(rows: rows, columns: columns), at: view.place(of: self), of: view.image),
            shape: [rows / patch, patch, columns / patch, patch])
        return counts.mean(dim: 1, 3).floats.map { $0 >= Self.leastShare * view.body ? 1 : 0 }
    }

    private static let leastShare: Float = 0.05
}

extension SegmenterAnswers {
    /// The same with one more cluster, the last: air, where no body is.
    ///
    /// - Parameter body: N×1×H×W, above ½ where body is.
    func withAir(body: Tensor) -> SegmenterAnswers {
        let isBody = (body .> 0.5).to(clusters.dtype)
        // The logarithm of what is impossible is small enough, and finite.
        let impossible = -100.0
        return SegmenterAnswers(
            classes: classes,
            clusters: concatenate(
                [clusters + (1 - isBody) * impossible, isBody * impossible], dim: 1),
            foci: foci)
    }
}

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

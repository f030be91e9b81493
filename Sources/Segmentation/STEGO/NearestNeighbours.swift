public import Torch

/// For each of many images those that are most like it on the whole: by the cosine of their mean features.
public struct NearestNeighbours: Equatable, Sendable {
    /// For each image the nearest images' numbers, nearest first: itself, unless another is exactly like it.
    public let table: [[Int]]

    /// STEGO's number.
    public static let kept = 30
    /// Among so many nearest, but itself, a partner is drawn.
    static let drawn = 7

    /// - Parameters:
    ///   - features: the mean features of each image, N×width.
    ///   - count: how many are kept of each.
    /// - Precondition: there is an image.
    public init(_ features: Tensor, count: Int = kept) {
        let directions = features.normalised(dim: 1)
        let images = directions.shape[0]
        precondition(images > 0 && count > 0)
        let kept = min(count, images)
        // A table of all pairs of many thousands would not fit into memory.
        table = stride(from: 0, to: images, by: 1024).flatMap { start in
            let some = directions[start..<min(start + 1024, images)]
            let nearest = some.matmul(directions.transposed(0, 1)).largest(kept, dim: 1).indices.ints
            return stride(from: 0, to: nearest.count, by: kept).map { Array(nearest[$0..<$0 + kept]) }
        }
    }

    /// One of an image's seven nearest but itself; itself where there is no other.
    public func partner(of image: Int, using generator: inout some RandomNumberGenerator) -> Int {
        let last = min(Self.drawn, table[image].count - 1)
        return last > 0 ? table[image][Int.random(in: 1...last, using: &generator)] : image
    }
}

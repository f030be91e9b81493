/// The arithmetic of ``NonLocalMeans``: one pass over the image for each way to shift it against itself.
///
/// Two pixels weigh the same for each other, so that half of the shifts do. For one shift, the distances
/// of all patches are the squared differences under a separable Gaussian: a row of columns' sums at a
/// time, then across.
struct PatchMeans {
    private let rows, columns: Int
    /// How far a pixel's like may be, and how far a patch reaches.
    private let reach, radius: Int
    /// The patch's Gaussian, along and across: `2 * radius + 1` weights that add up to one.
    private let kernel: [Float]
    private let reciprocal: Float
    /// The transformed pixels with a margin of `reach + radius`.
    private let field: MirroredPixels

    init(_ field: [Float], rows: Int, columns: Int, _ settings: NonLocalMeans) {
        self.rows = rows
        self.columns = columns
        reach = settings.searchSize / 2
        radius = settings.patchSize / 2
        let half = GaussianKernel(sigma: Double(radius) / 2, truncate: 2).weights
        kernel = (-radius...radius).map { Float(half[abs($0)]) }
        reciprocal = Float(1 / (settings.strength * settings.strength))
        self.field = MirroredPixels(field, rows: rows, columns: columns, margin: reach + radius)
    }

    func pixels() -> [Float] {
        // Sums over the image with a margin of `reach`, so that both pixels of a pair have a place.
        let width = columns + 2 * reach
        let height = rows + 2 * reach
        var sums = PairSums(count: width * height, field: inner(width: width, height: height))
        var distances = [Float](repeating: 0, count: width)
        var columnSums = [Float](repeating: 0, count: field.columns)
        for down in 0...reach where down < height {
            for right in (down == 0 ? 1 : -reach)..<reach + 1 where abs(right) < width {
                let first = max(0, -right)  // both it and its partner lie in the row
                let count = width - abs(right)
                for row in 0..<height - down {
                    weigh(row, first, count, down, right, &columnSums, &distances)
                    let start = row * width + first
                    sums.add(distances, from: start, and: start + down * width + right, count: count)
                }
            }
        }
        return (0..<rows).flatMap { row in
            let start = (row + reach) * width + reach
            return (start..<start + columns).map { sums.means[$0] / sums.weights[$0] }
        }
    }

    /// The field without the patches' margin.
    private func inner(width: Int, height: Int) -> [Float] {
        (0..<height).flatMap { row in
            let start = (row + radius) * field.columns + radius
            return field.pixels[start..<start + width]
        }
    }

    /// The weights between `count` pixels of a row, from column `first` on, and those `down` and `right`.
    private func weigh(
        _ row: Int, _ first: Int, _ count: Int, _ down: Int, _ right: Int, _ columnSums: inout [Float],
        _ weights: inout [Float]
    ) {
        let shift = down * field.columns + right
        let reciprocal = reciprocal
        let taps = 2 * radius + 1
        field.pixels.withUnsafeBufferPointer { field in
            columnSums.withUnsafeMutableBufferPointer { sums in
                weights.withUnsafeMutableBufferPointer { weights in
                    guard let field = field.baseAddress, let sums = sums.baseAddress,
                        let weights = weights.baseAddress
                    else { return }
                    let wide = count + 2 * radius
                    for tap in 0..<taps {
                        let here = field + (row + tap) * self.field.columns + first
                        let there = here + shift
                        let weight = kernel[tap]
                        if tap == 0 { sums.update(repeating: 0, count: wide) }
                        for i in 0..<wide {
                            let difference = here[i] - there[i]
                            sums[i] += weight * (difference * difference)
                        }
                    }
                    weights.update(repeating: 0, count: count)
                    for tap in 0..<taps {
                        let weight = kernel[tap]
                        let from = sums + tap
                        for i in 0..<count { weights[i] += weight * from[i] }
                    }
                    for i in 0..<count {
                        let excess = (weights[i] - 2) * reciprocal
                        let weight = exponentialOfMinus(excess > 0 ? excess : 0)
                        weights[i] = excess > 5 ? 0 : weight
                    }
                }
            }
        }
    }
}

/// The weighted sums of what each pixel is like, and the sums of the weights.
private struct PairSums {
    private let field: [Float]
    private(set) var means, weights: [Float]

    /// Each pixel is like itself: a weight of one.
    init(count: Int, field: [Float]) {
        self.field = field
        means = field
        weights = [Float](repeating: 1, count: count)
    }

    /// Adds to each pixel of two runs its partner in the other, with the weight of the pair.
    mutating func add(_ pairs: [Float], from a: Int, and b: Int, count: Int) {
        pairs.withUnsafeBufferPointer { pairs in
            field.withUnsafeBufferPointer { field in
                means.withUnsafeMutableBufferPointer { means in
                    weights.withUnsafeMutableBufferPointer { weights in
                        guard let pairs = pairs.baseAddress, let field = field.baseAddress,
                            let means = means.baseAddress, let weights = weights.baseAddress
                        else { return }
                        for i in 0..<count {
                            means[a + i] += pairs[i] * field[b + i]
                            weights[a + i] += pairs[i]
                        }
                        for i in 0..<count {
                            means[b + i] += pairs[i] * field[a + i]
                            weights[b + i] += pairs[i]
                        }
                    }
                }
            }
        }
    }
}

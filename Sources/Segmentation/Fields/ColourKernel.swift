import Foundation

/// A Gaussian of the differences between the colours of an image.
struct ColourKernel {
    /// How many colours there are.
    let count: Int
    /// Those that count for each colour, with what they count: all that do so for more than a millionth.
    private let neighbours: [[(colour: Int, weight: Float)]]

    /// - Parameters:
    ///   - colours: on a scale of 0 to 255.
    ///   - sigma: the standard deviation, on that scale.
    init(_ colours: [SIMD3<Float>], sigma: Double) {
        count = colours.count
        neighbours = colours.map { colour in
            colours.indices.compactMap { other in
                let way = colours[other] - colour
                let weight = exp(-Double((way * way).sum()) / (2 * sigma * sigma))
                return weight > 1e-6 ? (other, Float(weight)) : nil
            }
        }
    }

    /// Cells × colours numbers blurred over the colours of each cell.
    func blurred(_ grid: [SIMD8<Float>]) -> [SIMD8<Float>] {
        guard count > 1 else { return grid }
        var blurred = [SIMD8<Float>](repeating: .zero, count: grid.count)
        blurred.withUnsafeMutableBufferPointer { blurred in
            grid.withUnsafeBufferPointer { grid in
                for cell in stride(from: 0, to: grid.count, by: count) {
                    for colour in 0..<count {
                        var sum = SIMD8<Float>.zero
                        for (other, weight) in neighbours[colour] { sum += grid[cell + other] * weight }
                        blurred[cell + colour] = sum
                    }
                }
            }
        }
        return blurred
    }
}

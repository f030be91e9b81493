import Foundation
import Scintigraphy

/// Round patterns of growing extent that a Hotelling observer looks through: nearly all that tells a round
/// lesion from noise passes through a few of them.
///
/// u(r) = √2 / a exp(-π r² / a²) Lⱼ(2 π r² / a²). Gallas, Barrett: Validating the use of channels to estimate
/// the ideal linear observer. J Opt Soc Am A 20(9):1725-1738, 2003. a = √(2π) σ gives the first channel the
/// shape of the lesion itself.
struct LaguerreGaussChannels {
    /// The side of a region; its middle is the pixel of row and column `size / 2`.
    let size: Int
    /// `size` × `size` weights for each channel.
    let weights: [[Double]]
    /// What the first channel makes of a lesion of height 1.
    let ownShape: Double

    static let number = 6

    init(size: Int, sigmaPixels: Double) {
        self.size = size
        let a = (2 * Double.pi).squareRoot() * sigmaPixels
        let squares = (0..<size * size).map { pixel in
            let down = Double(pixel / size - size / 2)
            let right = Double(pixel % size - size / 2)
            return (down * down + right * right) / (a * a)
        }
        weights = (0..<Self.number).map { order in
            squares.map { r2 in 2.0.squareRoot() / a * exp(-.pi * r2) * laguerre(order, 2 * .pi * r2) }
        }
        ownShape = zip(weights[0], squares).reduce(0) { $0 + $1.0 * exp(-.pi * $1.1) }
    }

    /// One number for each channel, of the region about a pixel; what lies over the border is 0.
    func outputs(of image: CountImage, row: Int, column: Int) -> [Double] {
        let (top, left) = (row - size / 2, column - size / 2)
        let rows = max(0, -top)..<max(0, min(size, image.rows - top))
        let columns = max(0, -left)..<max(0, min(size, image.columns - left))
        return weights.map { weights in
            var sum = 0.0
            for y in rows {
                for x in columns {
                    sum += weights[y * size + x] * Double(image.pixels[(top + y) * image.columns + left + x])
                }
            }
            return sum
        }
    }
}

/// The Laguerre polynomial of this order: (k + 1) Lₖ₊₁ = (2k + 1 - x) Lₖ - k Lₖ₋₁.
private func laguerre(_ order: Int, _ x: Double) -> Double {
    var (before, value) = (0.0, 1.0)
    for k in 0..<order {
        let n = Double(k)
        (before, value) = (value, ((2 * n + 1 - x) * value - n * before) / (n + 1))
    }
    return value
}

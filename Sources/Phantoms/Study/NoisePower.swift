import Foundation
import Scintigraphy

/// The power spectrum of a view over the body, as a multiple of what Poisson noise has.
///
/// Mean over tiles of |DFT(w (n - n̄))|² / Σ w² n, with n the counts, n̄ their mean weighted by w, and w the product of
/// two periodic Hann windows; tiles of 32 pixels that overlap by half and lie wholly inside the body; then the mean
/// over directions. Independent Poisson counts have the same spectrum at all frequencies, 1, whatever their means:
/// what is above it is anatomy, which the camera's blur confines to low frequencies. Counts that were smoothed or
/// interpolated lie below 1 at high ones, counts that were multiplied by c at c.
struct NoisePower {
    /// The side of a tile, in pixels.
    static let tile = 32

    /// At 1, 2 ... 16 cycles in 32 pixels, the last being Nyquist's frequency.
    let power: [Double]
    /// How many tiles it rests on.
    let tiles: Int

    /// The mean above half of Nyquist's frequency, weighted by the number of waves.
    let plateau: Double

    /// `nil` where no tile lies inside the body.
    init?(of image: CountImage, in body: BodyMask) {
        let n = Self.tile
        let hann = (0..<n).map { 0.5 - 0.5 * cos(2 * .pi * Double($0) / Double(n)) }
        let waves = Waves(n)
        var sum = [Double](repeating: 0, count: n * n)
        var tiles = 0
        guard image.rows >= n, image.columns >= n else { return nil }
        for row in stride(from: 0, through: image.rows - n, by: n / 2) {
            for column in stride(from: 0, through: image.columns - n, by: n / 2)
            where body.contains(row: row, column: column, size: n) {
                let counts = (0..<n * n).map { Double(image[row + $0 / n, column + $0 % n]) }
                let weights = (0..<n * n).map { hann[$0 / n] * hann[$0 % n] }
                let mean = Self.dot(weights, counts) / weights.reduce(0, +)
                let expected = zip(weights, counts).reduce(0) { $0 + $1.0 * $1.0 * $1.1 }
                guard expected > 0 else { continue }
                let power = waves.power(zip(weights, counts).map { $0 * ($1 - mean) })
                for index in sum.indices { sum[index] += power[index] / expected }
                tiles += 1
            }
        }
        guard tiles > 0 else { return nil }
        self.tiles = tiles
        (power, plateau) = Self.averaged(sum.map { $0 / Double(tiles) })
    }

    /// Over directions: each wave counts to the nearest whole number of cycles.
    private static func averaged(_ power: [Double]) -> (rings: [Double], plateau: Double) {
        let n = tile
        var sums = [Double](repeating: 0, count: n), counts = sums
        for index in power.indices {
            let (u, v) = (Self.cycles(index / n), Self.cycles(index % n))
            let ring = Int((u * u + v * v).squareRoot().rounded())
            sums[ring] += power[index]
            counts[ring] += 1
        }
        let high = n / 4 + 1...n / 2
        let plateau = sums[high].reduce(0, +) / counts[high].reduce(0, +)
        return ((1...n / 2).map { sums[$0] / counts[$0] }, plateau)
    }

    private static func cycles(_ index: Int) -> Double { Double(min(index, tile - index)) }

    private static func dot(_ a: [Double], _ b: [Double]) -> Double {
        zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
    }
}

/// The discrete Fourier transform of small squares.
private struct Waves {
    let n: Int
    private let cosines, sines: [Double]

    init(_ n: Int) {
        self.n = n
        cosines = (0..<n).map { cos(2 * .pi * Double($0) / Double(n)) }
        sines = (0..<n).map { sin(2 * .pi * Double($0) / Double(n)) }
    }

    /// The squared magnitude at each pair of frequencies.
    func power(_ values: [Double]) -> [Double] {
        let zeros = [Double](repeating: 0, count: n * n)
        let (rows, rowsImaginary) = transformed(values, zeros, step: 1, line: n)
        let (real, imaginary) = transformed(rows, rowsImaginary, step: n, line: 1)
        return zip(real, imaginary).map { $0 * $0 + $1 * $1 }
    }

    /// Along lines that start `line` apart and whose elements are `step` apart.
    private func transformed(
        _ real: [Double], _ imaginary: [Double], step: Int, line: Int
    ) -> ([Double], [Double]) {
        var (a, b) = (real, imaginary)
        for start in 0..<n {
            for frequency in 0..<n {
                var (x, y) = (0.0, 0.0)
                for place in 0..<n {
                    let (c, s) = (cosines[place * frequency % n], sines[place * frequency % n])
                    let index = start * line + place * step
                    x += real[index] * c + imaginary[index] * s
                    y += imaginary[index] * c - real[index] * s
                }
                a[start * line + frequency * step] = x
                b[start * line + frequency * step] = y
            }
        }
        return (a, b)
    }
}

import Foundation

/// The number of events of a Poisson process that is expected to have `mean`.
///
/// Exact, as far as 53-bit uniform numbers are: small means by inversion, from ten on by transformed
/// rejection (PTRS).
/// Hörmann: The transformed rejection method for generating Poisson random variables. Insurance: Mathematics
/// and Economics 12(1):39-45, 1993.
struct Poisson {
    let mean: Double

    /// The smallest mean for which the paper's hat covers the distribution.
    static let leastOfRejection = 10.0

    /// - Precondition: `mean` is not negative and at most 2⁴⁰.
    init(mean: Double) {
        precondition((0...0x1p40).contains(mean))
        self.mean = mean
    }

    @inline(__always)
    func sample(using generator: inout some RandomNumberGenerator) -> Int {
        if mean == 0 { return 0 }
        return mean < Self.leastOfRejection ? inversion(using: &generator) : rejection(using: &generator)
    }

    /// Walks up the distribution until it has used up one uniform number.
    @inline(__always)
    private func inversion(using generator: inout some RandomNumberGenerator) -> Int {
        let chanceOfNone = exp(-mean)
        while true {
            var left = generator.uniform()
            var chance = chanceOfNone
            for k in 0...70 {  // below a mean of ten the chance of more is under 2⁻⁵³
                if left < chance { return k }
                left -= chance
                chance *= mean / Double(k + 1)
            }
        }
    }

    /// The names are the paper's.
    private func rejection(using generator: inout some RandomNumberGenerator) -> Int {
        let b = 0.931 + 2.53 * mean.squareRoot()
        let a = -0.059 + 0.02483 * b
        let inverseAlpha = 1.1239 + 1.1328 / (b - 3.4)
        let vr = 0.9277 - 3.6224 / (b - 2)
        while true {
            let u = generator.uniform() - 0.5
            let v = 1 - generator.uniform()
            let us = 0.5 - abs(u)
            let k = ((2 * a / us + b) * u + mean + 0.43).rounded(.down)
            if us >= 0.07, v <= vr { return Int(k) }
            if k < 0 || (us < 0.013 && v > us) { continue }
            if log(v * inverseAlpha / (a / (us * us) + b)) <= logProbability(k) { return Int(k) }
        }
    }

    /// The logarithm of the chance of `k` events, a whole number, to 10⁻⁹ for `k` above ten.
    func logProbability(_ k: Double) -> Double { k * log(mean) - mean - Self.logFactorial(k) }

    /// ln k!: multiplied out up to fifteen, by Stirling's series above (its next term is below 10⁻¹¹).
    private static func logFactorial(_ k: Double) -> Double {
        if k < 16 { return log(stride(from: 2, through: k, by: 1).reduce(1, *)) }
        let x2 = k * k
        return (k + 0.5) * log(k) - k + 0.918_938_533_204_672_742
            + (1 - (1 - 2 / (7 * x2)) / (30 * x2)) / (12 * k)
    }
}

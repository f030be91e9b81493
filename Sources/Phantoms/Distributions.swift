import Foundation
import Scintigraphy

/// The distributions that patients are drawn from: every number of a patient comes through one of these.
extension SeededGenerator {
    /// A number in [0, 1), a multiple of 2⁻⁵³.
    mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// A number between the ends of `range`, all equally likely.
    mutating func uniform(in range: ClosedRange<Double>) -> Double {
        range.lowerBound + uniform() * (range.upperBound - range.lowerBound)
    }

    /// `true` with the chance `probability`.
    mutating func chance(_ probability: Double) -> Bool { uniform() < probability }

    /// A normal number, by Box and Muller's transform (Ann. Math. Stat. 29:610, 1958).
    mutating func normal(mean: Double = 0, sd: Double = 1) -> Double {
        mean + sd * (-2 * log(1 - uniform())).squareRoot() * cos(2 * .pi * uniform())
    }

    /// A normal number, drawn again until it lies in `range`.
    ///
    /// - Precondition: `range` reaches within three standard deviations of the mean.
    mutating func normal(mean: Double, sd: Double, in range: ClosedRange<Double>) -> Double {
        precondition(range.lowerBound <= mean + 3 * sd && range.upperBound >= mean - 3 * sd)
        while true {
            let value = normal(mean: mean, sd: sd)
            if range.contains(value) { return value }
        }
    }

    /// A log-normal number with this median; `cv` is its standard deviation over its mean.
    mutating func logNormal(median: Double, cv: Double) -> Double {
        median * exp(normal(sd: log(1 + cv * cv).squareRoot()))
    }

    /// The index of one of `weights`, each in proportion to its weight.
    ///
    /// - Precondition: no weight is negative, and one is above zero.
    mutating func index(weights: [Double]) -> Int {
        let total = weights.reduce(0, +)
        precondition(total > 0)
        var left = uniform() * total
        for (index, weight) in weights.enumerated() {
            if left < weight { return index }
            left -= weight
        }
        return weights.lastIndex { $0 > 0 } ?? 0
    }
}

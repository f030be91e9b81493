import Foundation
import TestSupport
import Testing

@testable import Scintigraphy

/// Draws against the exact probabilities, at fixed seeds, by every path a pixel can take.
@Suite(.tags(.property)) struct BinomialTests {
    static let draws = 20_000
    static let cases = [1, 2, 7, 60, 299, 1000, 100_000, 3_000_000, 16_777_216].flatMap { n in
        [1e-5, 0.01, 0.2, 0.5, 0.7, 0.999].map { (n, $0) }
    }

    @Test(arguments: cases)
    func followsTheExactDistribution(trials: Int, probability: Double) {
        var generator = SeededGenerator(seed: UInt64(trials))
        let binomial = Binomial(trials: trials, probability: probability)
        expectBinomial((0..<Self.draws).map { _ in binomial.sample(using: &generator) }, trials, probability)
    }

    /// An image of equal pixels, which share an alias table up to 1000 counts.
    @Test(arguments: cases)
    func pixelsFollowTheExactDistribution(trials: Int, probability: Double) {
        var generator = SeededGenerator(seed: UInt64(trials))
        var values = [Int32](repeating: Int32(trials), count: Self.draws)
        BinomialTables(of: values, probability: probability).thin(&values, using: &generator)
        expectBinomial(values.map { Int($0) }, trials, probability)
    }

    @Test func probabilitiesAddUpToOne() {
        for (trials, probability) in Self.cases where trials <= 1000 {
            let chances = Binomial.probabilities(trials: trials, probability: probability)
            #expect(abs(chances.reduce(0, +) - 1) < 1e-12)
        }
    }

    /// The last step of rejection, which too few draws reach to show an error in the distribution.
    @Test(arguments: [(200, 0.3), (5000, 0.2), (1_000_000, 0.5)])
    func acceptanceRatioIsExact(trials: Int, probability: Double) {
        let rejection = BinomialRejection(trials: trials, probability: probability)
        let width = (rejection.nrq).squareRoot()
        for deviations in [-4.0, -1, 0.5, 3] {
            let y = rejection.mode + Int(deviations * width)
            let expected =
                logProbability(of: y, trials, probability)
                - logProbability(of: rejection.mode, trials, probability)
            #expect(abs(rejection.logRatioByStirling(y) - expected) < 1e-7)
        }
    }

    @Test func certaintiesNeedNoChance() {
        var generator = SeededGenerator(seed: 1)
        #expect(Binomial(trials: 0, probability: 0.3).sample(using: &generator) == 0)
        #expect(Binomial(trials: 5, probability: 0).sample(using: &generator) == 0)
        #expect(Binomial(trials: 5, probability: 1).sample(using: &generator) == 5)
    }

    /// Chi-square over bins of at least ten expected draws, the mean and the variance, each within five
    /// standard deviations, which one in a million good samples fails.
    private func expectBinomial(_ sample: [Int], _ n: Int, _ p: Double) {
        let draws = Double(sample.count)
        let mean = Double(n) * p
        let variance = mean * (1 - p)
        #expect(sample.allSatisfy { (0...n).contains($0) })
        let sum = sample.reduce(0.0) { $0 + Double($1) - mean }
        #expect(abs(sum / draws) <= 5 * (variance / draws).squareRoot())
        let squares = sample.reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) }
        let fourthMoment = variance * (3 * variance + 1 - 6 * p * (1 - p))
        let spread = ((fourthMoment - variance * variance) / draws).squareRoot()
        #expect(abs(squares / draws - variance) <= 5 * spread)

        var seen: [Int: Int] = [:]
        for value in sample { seen[value, default: 0] += 1 }
        let reach = 12 * variance.squareRoot() + 12
        let outcomes = max(0, Int(mean - reach))...min(n, Int(mean + reach))
        var chiSquare = 0.0
        var bins = 0.0
        var expected = 0.0
        var found = 0
        var left = (expected: draws, found: sample.count)
        for k in outcomes {
            expected += draws * exp(logProbability(of: k, n, p))
            found += seen[k] ?? 0
            if expected >= 10, left.expected - expected >= 10 {
                chiSquare += pow(Double(found) - expected, 2) / expected
                bins += 1
                left.expected -= expected
                left.found -= found
                expected = 0
                found = 0
            }
        }
        chiSquare += pow(Double(left.found) - left.expected, 2) / left.expected
        guard bins > 0 else { return }
        // Wilson and Hilferty's normal form of chi-square.
        let third = 2 / (9 * bins)
        let deviation = (cbrt(chiSquare / bins) - (1 - third)) / third.squareRoot()
        #expect(deviation < 5, "n = \(n), p = \(p): chi-square \(chiSquare) in \(bins) degrees of freedom")
    }

    private func logProbability(of k: Int, _ n: Int, _ p: Double) -> Double {
        let (k, n) = (Double(k), Double(n))
        return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1) + k * log(p) + (n - k) * log1p(-p)
    }
}

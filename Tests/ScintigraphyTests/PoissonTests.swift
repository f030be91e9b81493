import Foundation
import TestSupport
import Testing

@testable import Scintigraphy

/// Against `scipy.stats.poisson`; the numbers come from Fixtures/scipy/poisson.py.
@Suite struct PoissonTests {
    struct Peer: Decodable {
        struct Case: Decodable {
            let mean, variance: Double
            let first: Int
            let chances: [Double]
        }
        let cases: [Case]
    }
    let peer: Peer

    init() throws { peer = try decodedFixture("scipy/poisson.json") }

    /// Mean, variance and a chi-square over bins of at least ten draws, each within five standard deviations,
    /// which one in a million good samples fails.
    @Test(.tags(.golden), arguments: 0..<7) func followsTheDistribution(number: Int) throws {
        let peer = peer.cases[number]
        var generator = SeededGenerator(seed: UInt64(number))
        let poisson = Poisson(mean: peer.mean)
        let draws = 100_000
        let sample = (0..<draws).map { _ in poisson.sample(using: &generator) }
        let mean = sample.reduce(0.0) { $0 + Double($1) } / Double(draws)
        #expect(abs(mean - peer.mean) <= 5 * (peer.variance / Double(draws)).squareRoot())
        let variance = sample.reduce(0.0) { $0 + pow(Double($1) - peer.mean, 2) } / Double(draws)
        // The fourth central moment is μ + 3 μ².
        let spread = ((peer.mean + 2 * peer.mean * peer.mean) / Double(draws)).squareRoot()
        #expect(abs(variance - peer.variance) <= 5 * spread)

        var found = [Int](repeating: 0, count: peer.chances.count)
        for value in sample where found.indices.contains(value - peer.first) {
            found[value - peer.first] += 1
        }
        var (chiSquare, bins, expected, seen) = (0.0, 0.0, 0.0, 0)
        var left = (expected: Double(draws), seen: draws)
        for (chance, count) in zip(peer.chances, found) {
            expected += Double(draws) * chance
            seen += count
            guard expected >= 10, left.expected - expected >= 10 else { continue }
            chiSquare += pow(Double(seen) - expected, 2) / expected
            bins += 1
            left = (left.expected - expected, left.seen - seen)
            (expected, seen) = (0, 0)
        }
        chiSquare += pow(Double(left.seen) - left.expected, 2) / left.expected
        // Wilson and Hilferty's normal form of chi-square.
        let third = 2 / (9 * bins)
        #expect((cbrt(chiSquare / bins) - (1 - third)) / third.squareRoot() < 5)
    }

    /// The last step of rejection, which too few draws reach to show an error in the distribution.
    @Test(.tags(.golden), arguments: 3..<7) func chancesAreExact(number: Int) {
        let peer = peer.cases[number]
        let found = peer.chances.indices.map {
            exp(Poisson(mean: peer.mean).logProbability(Double(peer.first + $0)))
        }
        #expect(worstRelativeError(found, peer.chances) < 1e-9)
    }

    /// 200 draws of one image: variance over mean is 1; its sum over pixels is chi-square distributed.
    @Test(.tags(.property)) func varianceIsTheMean() throws {
        var generator = SeededGenerator(seed: 3)
        let means = (0..<400).map { Float($0) * 0.1 + 0.5 }
        let image = CountImage(
            rows: 20, columns: 20, pixels: means, view: .posterior, spacing: nil, meaning: .processedCounts)
        var sums = [Double](repeating: 0, count: 400)
        for _ in 0..<200 {
            let counted = try image.withPoissonNoise(using: &generator)
            #expect(counted.meaning == .counts && counted.view == .posterior)
            for (i, count) in counted.pixels.enumerated() { sums[i] += pow(Double(count - means[i]), 2) }
        }
        let ratios = sums.enumerated().map { $1 / 200 / Double(means[$0]) }
        // Var of a ratio is (2 + 1/μ) / 200; five standard deviations of the mean ratio, and of the worst.
        let spreads = means.map { ((2 + 1 / Double($0)) / 200).squareRoot() }
        let mean = ratios.reduce(0, +) / 400
        #expect(abs(mean - 1) < 5 * (spreads.reduce(0) { $0 + $1 * $1 }).squareRoot() / 400)
        #expect(zip(ratios, spreads).allSatisfy { abs($0 - 1) < 6 * $1 })
    }

    @Test(arguments: [-1, .nan, .infinity, 2e7] as [Float]) func refusesWhatNoMeanCanBe(mean: Float) {
        var generator = SeededGenerator(seed: 1)
        let image = CountImage(rows: 1, columns: 2, pixels: [1, mean], view: .anterior, spacing: nil)
        #expect(throws: ScintigraphyError.self) { try image.withPoissonNoise(using: &generator) }
    }
}

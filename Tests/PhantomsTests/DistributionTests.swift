import Foundation
import Scintigraphy
import TestSupport
import Testing

@testable import Phantoms

/// Means and standard deviations of 40,000 draws; the bounds are four standard errors.
@Suite(.tags(.property)) struct DistributionTests {
    private static let draws = 40_000

    private func moments(_ draw: (inout SeededGenerator) -> Double) -> (mean: Double, sd: Double) {
        var generator = SeededGenerator(seed: 5)
        let values = (0..<Self.draws).map { _ in draw(&generator) }
        let mean = values.reduce(0, +) / Double(values.count)
        let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)
        return (mean, variance.squareRoot())
    }

    @Test func normal() {
        let (mean, sd) = moments { $0.normal(mean: 3, sd: 2) }
        #expect(abs(mean - 3) < 4 * 2 / Double(Self.draws).squareRoot())
        #expect(abs(sd / 2 - 1) < 4 / (2 * Double(Self.draws)).squareRoot())
    }

    @Test func truncatedNormalStaysInItsRange() {
        var generator = SeededGenerator(seed: 6)
        let values = (0..<2000).map { _ in generator.normal(mean: 0, sd: 1, in: -0.5...2) }
        #expect(values.allSatisfy { (-0.5...2).contains($0) })
    }

    /// The mean of a log-normal number is its median × √(1 + cv²).
    @Test func logNormal() {
        let (mean, sd) = moments { $0.logNormal(median: 2, cv: 0.25) }
        let expected = 2 * (1 + 0.25 * 0.25).squareRoot()
        #expect(abs(mean - expected) < 4 * 0.25 * expected / Double(Self.draws).squareRoot())
        #expect(abs(sd / mean - 0.25) < 0.01)
    }

    @Test func weightsAreShares() {
        var generator = SeededGenerator(seed: 7)
        var hits = [0.0, 0, 0]
        for _ in 0..<Self.draws { hits[generator.index(weights: [1, 0, 3])] += 1 }
        #expect(hits[1] == 0)
        let deviation = (Double(Self.draws) * 0.25 * 0.75).squareRoot()
        #expect(abs(hits[0] - Double(Self.draws) / 4) < 4 * deviation)
    }
}

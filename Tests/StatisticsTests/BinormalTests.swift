import Scintigraphy
import Statistics
import TestSupport
import Testing

/// Against the likelihood's maximum by scipy.optimize; the numbers come from Fixtures/statistics/binormal.py.
@Suite struct BinormalTests {
    struct Peer: Decodable {
        struct Row: Decodable {
            let positives, negatives: [Double]
            let a, b, area, error: Double
        }
        let rows: [Row]
    }

    /// The peer's search ends within 10⁻⁷ of the maximum.
    @Test(.tags(.golden)) func curvesMatchPeer() throws {
        let peer: Peer = try decodedFixture("statistics/binormal.json")
        for (index, row) in peer.rows.enumerated() {
            let found = try #require(BinormalROC(positives: row.positives, negatives: row.negatives))
            let numbers = [found.a, found.b, found.area.value]
            #expect(worstRelativeError(numbers, [row.a, row.b, row.area]) < 1e-6, "row \(index)")
            let half = 1.959963984540054 * row.error
            expect(
                found.area, [row.area, row.area - half, min(1, row.area + half)], within: 1e-6, "row \(index)"
            )
        }
    }

    /// With scores of many values the curve is the one they were drawn from, whatever rising function is on them.
    @Test(.tags(.property)) func scoresOfManyValues() throws {
        var generator = SeededGenerator(seed: 12)
        func normal() -> Double { normalQuantile(Double.random(in: 1e-12..<1, using: &generator)) }
        let positives = (0..<1500).map { _ in 1.4 + 1.25 * normal() }
        let negatives = (0..<1500).map { _ in normal() }
        let found = try #require(BinormalROC(positives: positives, negatives: negatives))
        #expect(abs(found.a - 1.4 / 1.25) < 0.1 && abs(found.b - 0.8) < 0.06, "\(found)")
        let trapezoid = try #require(AUC(positives: positives, negatives: negatives))
        #expect(abs(found.area.value - trapezoid.value) < 0.005)
        #expect(abs(found.sensitivity(falsePositiveRate: 0.5) - normalCumulative(found.a)) < 1e-12)
        let cubed = try #require(
            BinormalROC(positives: positives.map { $0 * $0 * $0 }, negatives: negatives.map { $0 * $0 * $0 }))
        #expect(cubed == found)
    }

    @Test func whatCannotBeFitted() {
        #expect(BinormalROC(positives: [3, 4, 5], negatives: [0, 1, 2]) == nil)
        #expect(BinormalROC(positives: [1, 1, 1], negatives: [1, 1]) == nil)
        #expect(BinormalROC(positives: [1, 2], negatives: [1, .nan]) == nil)
        #expect(BinormalROC(positives: [1], negatives: [0, 2]) == nil)
    }
}

import Statistics
import TestSupport
import Testing

/// Against `scipy.stats.spearmanr`; the numbers come from Fixtures/scipy/spearman.py.
@Suite struct SpearmanTests {
    struct Peer: Decodable {
        struct Case: Decodable {
            let x, y: [Double]
            let rho: Double
        }
        let cases: [Case]
    }

    @Test(.tags(.golden)) func rankCorrelationMatchesPeer() throws {
        for row in try decodedFixture("scipy/spearman.json", as: Peer.self).cases {
            let found = try #require(spearmanCorrelation(row.x, row.y))
            #expect(worstRelativeError([found], [row.rho], floor: 1e-2) < 1e-12, "n = \(row.x.count)")
        }
    }

    @Test func whatHasNoRanksHasNoCorrelation() {
        #expect(spearmanCorrelation([0, 0, 0], [1, 2, 3]) == nil)
        #expect(spearmanCorrelation([1], [2]) == nil)
        #expect(spearmanCorrelation([], []) == nil)
        #expect(spearmanCorrelation([1, 2], [1, 2, 3]) == nil)
        #expect(spearmanCorrelation([1, .nan], [1, 2]) == nil)
        #expect(spearmanCorrelation([1, 2, 3], [9, 4, 1]) == -1)
    }
}

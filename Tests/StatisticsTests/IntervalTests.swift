import Statistics
import TestSupport
import Testing

/// Against `scipy.stats`; the numbers come from Fixtures/scipy/intervals.py.
@Suite struct IntervalTests {
    struct Peer: Decodable {
        struct Mean: Decodable {
            let values: [Double]
            let level, mean: Double
            let interval: [Double]
        }
        struct Proportion: Decodable {
            let successes, trials: Int
            let level: Double
            let interval: [Double]
        }
        let means: [Mean]
        let proportions: [Proportion]
    }
    let peer: Peer

    init() throws { peer = try decodedFixture("scipy/intervals.json") }

    @Test(.tags(.golden)) func meansMatchPeer() throws {
        for row in peer.means {
            let found = try #require(Estimate.mean(of: row.values, level: row.level))
            let numbers = [found.value, found.interval.lowerBound, found.interval.upperBound]
            #expect(worstRelativeError(numbers, [row.mean] + row.interval) < 1e-10)
            #expect(found.n == row.values.count && found.level == row.level)
        }
    }

    @Test(.tags(.golden)) func proportionsMatchPeer() {
        for row in peer.proportions {
            let found = Estimate.proportion(successes: row.successes, trials: row.trials, level: row.level)
            let bounds = [found.interval.lowerBound, found.interval.upperBound]
            #expect(worstRelativeError(bounds, row.interval) < 1e-10, "\(row.successes) of \(row.trials)")
        }
    }

    @Test func noIntervalFromOneValue() {
        #expect(Estimate.mean(of: [1]) == nil)
        #expect(Estimate.mean(of: [1, .infinity]) == nil)
    }

    @Test(arguments: [
        (
            Estimate(
                value: 31.2345, interval: 31.1...31.3, level: 0.95, method: "Student t", n: 10, unit: "dB"),
            "31.23 dB (95 % CI 31.10 to 31.30; Student t, n = 10)"
        ),
        (
            Estimate(value: 1234.5, interval: 1100...1400, level: 0.9, method: "Student t", n: 3, unit: ""),
            "1234 (90 % CI 1100 to 1400; Student t, n = 3)"
        ),
    ])
    func printed(estimate: Estimate, text: String) {
        #expect(estimate.description == text)
    }
}

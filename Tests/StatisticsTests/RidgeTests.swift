import Statistics
import TestSupport
import Testing

/// Logistic regression with a ridge, against scikit-learn: Fixtures/statistics/ridge.py.
@Suite struct RidgeTests {
    struct Peer: Decodable {
        struct Case: Decodable {
            let ridge: Double
            let coefficients: [Double]
            let labels: [Int]
        }
        let sets: [Case]
    }

    @Test(.tags(.golden)) func coefficientsMatchPeer() throws {
        let peer = try decodedFixture("statistics/ridge.json", as: Peer.self)
        for each in peer.sets {
            let count = each.labels.count
            let numbers = CounterNumbers.values(tensor: 31, count: 4 * count).map(Double.init)
            var columns = (0..<4).map { Array(numbers[$0 * count..<($0 + 1) * count]) }
            columns[3] = zip(columns[2], columns[3]).map { $0 + 0.01 * $1 }
            let fit = try #require(
                LogisticRegression(
                    columns: [[Double](repeating: 1, count: count)] + columns,
                    labels: each.labels.map { $0 == 1 },
                    ridge: [0] + [Double](repeating: each.ridge, count: 4)))
            #expect(worstRelativeError(fit.coefficients, each.coefficients) < 1e-7, "\(each.ridge)")
        }
    }

    @Test func aRidgeEndsWhatHasNoEnd() {
        // One column separates the labels: without a ridge no finite coefficient fits best.
        let column = [-2.0, -1, 1, 2]
        let labels = [false, false, true, true]
        #expect(LogisticRegression(columns: [column], labels: labels) == nil)
        #expect(LogisticRegression(columns: [column], labels: labels, ridge: [0.1]) != nil)
    }
}

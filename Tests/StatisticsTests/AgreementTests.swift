import Statistics
import TestSupport
import Testing

/// Against statsmodels and scikit-learn; the numbers come from Fixtures/statistics/agreement.py.
@Suite struct AgreementTests {
    struct Peer: Decodable {
        struct Cohen: Decodable {
            let first, second: [Int]
            let categories: Int
            let kappa: [String: [Double]]
        }
        struct Fleiss: Decodable {
            let ratings: [[Int]]
            let kappa: [Double]
        }
        struct Measured: Decodable {
            let first, second: [Double]
            let correlation, concordance, bias, lowerLimit, upperLimit: Double
        }
        let cohen: [Cohen]
        let fleiss: [Fleiss]
        let measured: [Measured]
    }
    let peer: Peer

    init() throws { peer = try decodedFixture("statistics/agreement.json") }

    @Test(.tags(.golden), arguments: KappaWeights.allCases)
    func twoReadersMatchPeer(weights: KappaWeights) throws {
        for row in peer.cohen {
            let found = Estimate.kappa(
                row.first, row.second, categories: row.categories, weights: weights)
            expect(
                found, try #require(row.kappa[weights.rawValue]), within: 1e-10, "\(row.first.count) cases")
        }
    }

    /// The peer's standard error is by numerical derivatives, to 10⁻⁸.
    @Test(.tags(.golden)) func severalReadersMatchPeer() {
        for row in peer.fleiss {
            expect(Estimate.fleissKappa(row.ratings), row.kappa, within: 1e-7, "\(row.ratings.count) cases")
        }
    }

    @Test(.tags(.golden)) func pairedMeasurementsMatchPeer() {
        for row in peer.measured {
            let pairs = PairedMeasurements(Array(zip(row.first, row.second)))
            let found = PairedMeasurements.Measure.allCases.compactMap { pairs($0) }
            let expected = [row.correlation, row.concordance, row.bias, row.lowerLimit, row.upperLimit]
            #expect(worstRelativeError(found, expected, floor: 1e-2) < 1e-12, "n = \(row.first.count)")
        }
    }

    @Test func whatNeverVariesIsNotCorrelated() throws {
        let level = PairedMeasurements([(1, 2), (1, 3), (1, 4)])
        #expect(level(.correlation) == nil && level(.concordance) == nil && level(.bias) == -2)
        #expect(PairedMeasurements([(1, 2)])(.bias) == nil)
        // Their mean is not 0.1.
        #expect(PairedMeasurements([(0.1, 1), (0.1, 2), (0.1, 5)])(.correlation) == nil)
        var generator = SystemRandomNumberGenerator()
        let equal = PairedMeasurements((0..<9).map { (Double($0), Double($0)) })
        let estimate = equal.estimate(.concordance, by: Bootstrap(replicates: 100), using: &generator)
        #expect(abs(try #require(estimate).value - 1) < 1e-12)
    }

    @Test func whatCannotBeAnswered() {
        #expect(Estimate.kappa([], [], categories: 2) == nil)
        #expect(Estimate.kappa([1, 1], [1, 1], categories: 2) == nil)
        #expect(Estimate.kappa([0, 1, 1], [0, 1, 1], categories: 2)?.value == 1)
        #expect(Estimate.fleissKappa([[2, 0], [2, 0]]) == nil)
        #expect(Estimate.fleissKappa([[2, 0], [1, 0]]) == nil)
        #expect(Estimate.fleissKappa([[1, 0], [0, 1]]) == nil)
    }
}

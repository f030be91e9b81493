import Foundation
import Scintigraphy
import Statistics
import TestSupport
import Testing

/// Against scikit-learn, statsmodels and SciPy; the numbers come from Fixtures/statistics/calibration.py.
@Suite struct CalibrationTests {
    struct Peer: Decodable {
        struct Cases: Decodable {
            let name: String
            let labels: [Int]
            let probabilities, brier, slope, intercept, offset, temperature: [Double]
            let ece: Double
            let curves: [String: [[Double]]]
            let decision: [Decision]
            var isPositive: [Bool] { labels.map { $0 == 1 } }
        }
        struct Decision: Decodable {
            let threshold: Double
            let benefit, treatingAll: [Double]

            init(from decoder: any Decoder) throws {
                var row = try decoder.unkeyedContainer()
                threshold = try row.decode(Double.self)
                benefit = try row.decode([Double].self)
                treatingAll = try row.decode([Double].self)
            }
        }
        let sets: [Cases]
    }
    let peer: Peer

    init() throws { peer = try decodedFixture("statistics/calibration.json") }

    private func calibration(_ cases: Peer.Cases) throws -> Calibration {
        try #require(Calibration(probabilities: cases.probabilities, labels: cases.isPositive))
    }

    @Test(.tags(.golden)) func errorsMatchPeer() throws {
        for cases in peer.sets {
            let calibration = try calibration(cases)
            expect(calibration.brierScore(), cases.brier, within: 1e-12, cases.name)
            #expect(worstRelativeError([calibration.expectedError()], [cases.ece]) < 1e-12, "\(cases.name)")
        }
    }

    @Test(
        .tags(.golden),
        arguments: [("uniform", CalibrationBins.equalWidth(10)), ("quantile", .equalCount(4))])
    func reliabilityMatchesPeer(name: String, bins: CalibrationBins) throws {
        for cases in peer.sets {
            let found = try calibration(cases).reliability(bins)
            let expected = try #require(cases.curves[name])
            #expect(worstRelativeError(found.map(\.probability), expected[0]) < 1e-12, "\(cases.name)")
            #expect(worstRelativeError(found.map(\.frequency.value), expected[1]) < 1e-12, "\(cases.name)")
            #expect(found.reduce(0) { $0 + $1.frequency.n } == cases.labels.count)
        }
    }

    @Test(.tags(.golden)) func logisticRegressionsMatchPeer() throws {
        for cases in peer.sets {
            let calibration = try calibration(cases)
            let line = try #require(calibration.line())
            expect(line.slope, cases.slope, within: 1e-8, cases.name)
            expect(line.intercept, cases.intercept, within: 1e-8, cases.name)
            expect(calibration.offset(), cases.offset, within: 1e-8, cases.name)
            let scaling = TemperatureScaling(probabilities: cases.probabilities, labels: cases.isPositive)
            expect(scaling?.temperature, cases.temperature, within: 1e-8, cases.name)
        }
    }

    @Test(.tags(.golden)) func netBenefitsMatchPeer() throws {
        for cases in peer.sets {
            let curve = try #require(
                DecisionCurve(
                    probabilities: cases.probabilities, labels: cases.isPositive,
                    thresholds: cases.decision.map(\.threshold)))
            for (found, expected) in zip(curve.points, cases.decision) {
                expect(found.benefit, expected.benefit, within: 1e-10, cases.name)
                expect(found.treatingAll, expected.treatingAll, within: 1e-10, cases.name)
            }
        }
    }

    /// Overconfident logits are set right: afterwards the temperature is 1.
    @Test(.tags(.property)) func scaledLogitsNeedNoMoreScaling() throws {
        let cases = peer.sets[0]
        let scaling = try #require(
            TemperatureScaling(probabilities: cases.probabilities, labels: cases.isPositive))
        #expect(scaling.temperature.value > 1)
        let logits = cases.probabilities.map { 4 * ($0 - 0.5) }
        let first = try #require(TemperatureScaling(logits: logits, labels: cases.isPositive))
        let again = try #require(
            TemperatureScaling(
                logits: logits.map { $0 / first.temperature.value }, labels: cases.isPositive))
        #expect(abs(again.temperature.value - 1) < 1e-10)
        #expect(first.probability(logit: 0) == 0.5)
    }

    @Test(.tags(.property)) func expectedErrorHasAnIntervalOfPatients() throws {
        var generator = SeededGenerator(seed: 1)
        let calibration = try calibration(peer.sets[0])
        let found = try #require(
            calibration.expectedError(bootstrap: Bootstrap(replicates: 500), using: &generator))
        #expect(found.value == calibration.expectedError() && found.n == 200)
        #expect(found.interval.lowerBound > 0 && found.interval.upperBound < 0.3)
    }

    @Test func whatCannotBeAnswered() throws {
        #expect(Calibration(probabilities: [0.2, 1.1], labels: [true, false]) == nil)
        #expect(Calibration(probabilities: [.nan], labels: [true]) == nil)
        #expect(Calibration(probabilities: [], labels: []) == nil)
        let apart = try #require(
            Calibration(probabilities: [0.1, 0.2, 0.8, 0.7], labels: [false, false, true, true]))
        #expect(apart.line() == nil && apart.offset() != nil)
        let oneClass = try #require(Calibration(probabilities: [0.1, 0.2], labels: [true, true]))
        #expect(oneClass.line() == nil && oneClass.offset() == nil)
        #expect(try #require(Calibration(probabilities: [0.1], labels: [true])).brierScore() == nil)
        #expect(TemperatureScaling(logits: [-1, 1], labels: [false, true]) == nil)
        #expect(TemperatureScaling(logits: [-1, 1, 2], labels: [true, false, true]) == nil)
        #expect(TemperatureScaling(logits: [.nan], labels: [true]) == nil)
        #expect(
            TemperatureScaling(logits: [1, 1, 1, 1.000001], labels: [true, false, false, true]) == nil)
        #expect(DecisionCurve(probabilities: [2, 0.3], labels: [true, false], thresholds: [0.1]) == nil)
    }

    /// Platt's line is the logistic regression that statsmodels fits on the log odds.
    @Test(.tags(.golden)) func plattScalingMatchesPeer() throws {
        for cases in peer.sets {
            let logits = cases.probabilities.map { probability in
                let p = min(max(probability, 1e-7), 1 - 1e-7)  // as the peer was given them
                return log(p / (1 - p))
            }
            let scaling = try #require(PlattScaling(logits: logits, labels: cases.isPositive))
            expect(scaling.slope, cases.slope, within: 1e-8, cases.name)
            expect(scaling.offset, cases.intercept, within: 1e-8, cases.name)
            // At the mean logit of a large set, the interval holds the share that has the finding.
            let mean = logits.reduce(0, +) / Double(logits.count)
            let middle = scaling.probability(logit: mean)
            #expect(middle.interval.contains(middle.value) && middle.n == logits.count)
            let far = scaling.probability(logit: mean + 20)
            #expect(far.value > middle.value)
        }
    }

    /// The sum of 900 losses has a rounding of its own, which must not hide the last steps to the top.
    @Test(.tags(.property)) func probabilitiesThatAreRightHaveAnOffset() {
        for seed in 1...200 {
            var generator = SeededGenerator(seed: UInt64(seed))
            let probabilities = (0..<900).map { _ in Double.random(in: 0.7...0.9, using: &generator) }
            let labels = probabilities.map { Double.random(in: 0..<1, using: &generator) < $0 }
            let calibration = Calibration(probabilities: probabilities, labels: labels)
            #expect(calibration?.offset() != nil, "seed \(seed)")
        }
    }

    /// By hand: variance of offset + x·slope at the two ends of a symmetric design.
    @Test func plattScalingWidensAwayFromItsCases() throws {
        let logits = [-2.0, -2, -2, -2, 2, 2, 2, 2]
        let labels = [false, false, false, true, true, true, true, false]
        let scaling = try #require(PlattScaling(logits: logits, labels: labels))
        #expect(abs(scaling.offset.value) < 1e-9 && abs(scaling.slope.value - log(3) / 2) < 1e-9)
        let ends = scaling.probability(logit: 2)
        #expect(abs(ends.value - 0.75) < 1e-9)
        // Four cases at p = 0.75: the log odds' standard error is 1/√(4·0.75·0.25).
        let half = 1.959963984540054 / (4 * 0.1875).squareRoot()
        #expect(abs(ends.interval.lowerBound - 1 / (1 + exp(-(log(3) - half)))) < 1e-9)
        #expect(PlattScaling(logits: [1, 2], labels: [true, true]) == nil)
        #expect(PlattScaling(logits: [-1, 1, -1, 1], labels: [true, false, true, false]) == nil)
        #expect(PlattScaling(logits: [.nan, 1], labels: [true, false]) == nil)
    }
}

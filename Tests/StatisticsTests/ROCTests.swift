import Statistics
import TestSupport
import Testing

/// Against scikit-learn, SciPy, statsmodels and pROC, and DeLong's variance over all pairs in NumPy; the numbers come from
/// Fixtures/statistics/roc.py and proc.R.
@Suite struct ROCTests {
    struct Peer: Decodable {
        struct Cases: Decodable {
            let name: String
            let labels: [Int]
            let scores: [[Double]]
            let curve: [[Double]]
            let thresholds: [Double]
            let youden: Double?
            let areas: [Double]
            let covariance: [[Double]]
            let p, threshold: Double
            let sensitivity, specificity, ppv, accuracy: [Double]
            let npv: [Double]?
            let right: [[Bool]]
            let mcnemar: Double
            let difference: [Double]

            var isPositive: [Bool] { labels.map { $0 == 1 } }
            func positives(_ score: Int) -> [Double] {
                zip(scores[score], labels).filter { $1 == 1 }.map(\.0)
            }
            func negatives(_ score: Int) -> [Double] {
                zip(scores[score], labels).filter { $1 == 0 }.map(\.0)
            }
        }
        struct Clustered: Decodable {
            let labels, patients: [Int]
            let scores, covariance: [[Double]]
            let areas: [Double]
        }
        let sets: [Cases]
        let clustered: Clustered
    }
    let peer: Peer

    init() throws { peer = try decodedFixture("statistics/roc.json") }

    @Test(.tags(.golden)) func curvesMatchPeer() throws {
        for cases in peer.sets {
            let curve = try #require(
                ROCCurve(positives: cases.positives(0), negatives: cases.negatives(0)))
            let found = curve.points.flatMap { [1 - curve.specificity(at: $0), curve.sensitivity(at: $0)] }
            #expect(worstRelativeError(found, cases.curve.flatMap(\.self), floor: 1) < 1e-12, "\(cases.name)")
            #expect(curve.points.dropFirst().map(\.threshold) == cases.thresholds)
            #expect(worstRelativeError([curve.area], [cases.areas[0]]) < 1e-12, "\(cases.name)")
            #expect(curve.youden.threshold == cases.youden ?? .infinity, "\(cases.name)")
        }
    }

    @Test(.tags(.golden)) func areasAndCovariancesMatchPeer() throws {
        for cases in peer.sets {
            let delong = try #require(DeLong(scores: cases.scores, labels: cases.isPositive))
            #expect(worstRelativeError(delong.areas, cases.areas) < 1e-12, "\(cases.name)")
            let (found, expected) = (delong.covariance.flatMap(\.self), cases.covariance.flatMap(\.self))
            #expect(worstRelativeError(found, expected, floor: 1e-6) < 1e-9, "\(cases.name)")
            let difference = delong.difference(0, from: 1)
            #expect(worstRelativeError([difference.p], [cases.p], floor: 1e-6) < 1e-9, "\(cases.name)")
            #expect(difference.estimate.value == delong.areas[0] - delong.areas[1])
            let half = 1.959963984540054 * expected[0].squareRoot()
            let interval = delong.estimate(0).interval
            let bounds = [max(0, cases.areas[0] - half), min(1, cases.areas[0] + half)]
            #expect(worstRelativeError([interval.lowerBound, interval.upperBound], bounds) < 1e-9)
        }
    }

    struct PROC: Decodable {
        struct Cases: Decodable {
            let name: String
            let areas, variances: [Double]
            let intervals: [[Double]]
            let covariance, p: Double
        }
        let sets: [Cases]
    }

    /// Against pROC (R) on the same cases; the numbers come from Fixtures/statistics/proc.R.
    @Test(.tags(.golden)) func areasMatchPROC() throws {
        let proc: PROC = try decodedFixture("statistics/proc.json")
        #expect(proc.sets.map(\.name) == peer.sets.map(\.name))
        for (cases, expected) in zip(peer.sets, proc.sets) {
            let delong = try #require(DeLong(scores: cases.scores, labels: cases.isPositive))
            for score in 0..<2 {
                let interval = expected.intervals[score]
                expect(delong.estimate(score), [expected.areas[score]] + interval, within: 1e-12, cases.name)
            }
            let covariance = [delong.covariance[0][0], delong.covariance[1][1], delong.covariance[0][1]]
            #expect(
                worstRelativeError(covariance, expected.variances + [expected.covariance], floor: 1e-3)
                    < 1e-11,
                "\(cases.name)")
            #expect(worstRelativeError([delong.difference(0, from: 1).p], [expected.p]) < 1e-10)
        }
    }

    @Test(.tags(.golden)) func areasOfClusteredCasesMatchPeer() throws {
        let cases = peer.clustered
        let labels = cases.labels.map { $0 == 1 }
        let delong = try #require(DeLong(scores: cases.scores, labels: labels, patients: cases.patients))
        #expect(worstRelativeError(delong.areas, cases.areas) < 1e-12)
        #expect(
            worstRelativeError(delong.covariance.flatMap(\.self), cases.covariance.flatMap(\.self)) < 1e-9)
        #expect(delong.patients == 30 && delong.estimate(0).n == 30)
        #expect(delong.method == "DeLong by patient")
        let naive = try #require(DeLong(scores: cases.scores, labels: labels))
        #expect(naive.covariance[0][0] < delong.covariance[0][0])
    }

    /// SciPy's exact intervals stop at 2·10⁻¹².
    @Test(.tags(.golden)) func operatingPointsMatchPeer() {
        for cases in peer.sets {
            let point = OperatingPoint(
                threshold: cases.threshold, scores: cases.scores[0], labels: cases.isPositive)
            expect(point.sensitivity(), cases.sensitivity, within: 1e-10, cases.name)
            expect(point.specificity(), cases.specificity, within: 1e-10, cases.name)
            expect(point.positivePredictiveValue(), cases.ppv, within: 1e-10, cases.name)
            expect(point.accuracy(), cases.accuracy, within: 1e-10, cases.name)
            guard let negative = cases.npv else {
                #expect(point.negativePredictiveValue() == nil)
                continue
            }
            expect(point.negativePredictiveValue(), negative, within: 1e-10, cases.name)
        }
    }

    @Test(.tags(.golden)) func pairedCallsMatchPeer() throws {
        for cases in peer.sets {
            let test = try #require(McNemarTest(first: cases.right[0], second: cases.right[1]))
            #expect(worstRelativeError([test.p], [cases.mcnemar]) < 1e-10, "\(cases.name)")
            expect(test.difference, cases.difference, within: 1e-10, cases.name)
        }
        #expect(McNemarTest(first: [], second: []) == nil)
        #expect(McNemarTest(first: [true, false], second: [true, false])?.p == 1)
    }

    @Test func whatCannotBeAnswered() throws {
        #expect(ROCCurve(positives: [], negatives: [1]) == nil)
        #expect(ROCCurve(positives: [1], negatives: [.nan]) == nil)
        #expect(ROCCurve(positives: [1], negatives: [0])?.area == 1)
        #expect(DeLong(scores: [[1, 2, 3]], labels: [true, true, true]) == nil)
        #expect(DeLong(scores: [[1, 2, 3]], labels: [true, false, false]) == nil)
        #expect(DeLong(scores: [[1, .nan, 3, 4]], labels: [true, true, false, false]) == nil)
        #expect(
            DeLong(scores: [[1, 2, 3, 4]], labels: [true, true, false, false], patients: [1, 1, 2, 3]) == nil)
        let infinite = try #require(
            DeLong(scores: [[.infinity, 1, 0, -.infinity]], labels: [true, true, false, false]))
        #expect(infinite.areas == [1])
    }
}

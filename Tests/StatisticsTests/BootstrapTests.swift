import Scintigraphy
import TestSupport
import Testing

@testable import Statistics

/// Against `scipy.stats.bootstrap`; the numbers come from Fixtures/statistics/bootstrap.py.
@Suite struct BootstrapTests {
    struct Peer: Decodable {
        struct Row: Decodable {
            let name: String
            let estimate: Double
            let replicates, jackknife, interval: [Double]
        }
        let rows: [Row]
    }

    @Test(.tags(.golden)) func intervalsMatchPeer() throws {
        let peer: Peer = try decodedFixture("statistics/bootstrap.json")
        for row in peer.rows {
            let found = try #require(
                bcaInterval(
                    row.estimate, replicates: row.replicates, jackknife: row.jackknife, level: 0.95))
            #expect(
                worstRelativeError([found.lowerBound, found.upperBound], row.interval) < 1e-9, "\(row.name)")
        }
    }

    /// Over many data sets, the interval of a mean holds the true mean about as often as it says.
    @Test(.tags(.property)) func intervalsHoldTheTruth() throws {
        var generator = SeededGenerator(seed: 42)
        var held = 0
        for _ in 0..<200 {
            let values = (0..<40).map { _ in Double.random(in: 0..<1, using: &generator) }
            let found = try #require(
                Bootstrap(replicates: 400).estimate(patients: 40, using: &generator) { counts in
                    zip(counts, values).reduce(0) { $0 + Double($1.0) * $1.1 } / 40
                })
            if found.interval.contains(0.5) { held += 1 }
        }
        #expect((180...198).contains(held), "\(held) of 200")
    }

    @Test func areasOfSamplesAreThoseOfTheCasesInThem() throws {
        let scores: [Double] = [1, 2, 2, 3, 0, 2]
        let labels = [true, false, true, true, false, false]
        let cases = RankedCases(scores: scores, labels: labels, patients: [0, 1, 2, 3, 4, 4])
        let area = try #require(cases.area([1, 2, 1, 1, 1]))
        let same = try #require(AUC(positives: [1, 2, 3], negatives: [2, 2, 0, 2]))
        #expect(abs(area - same.value) < 1e-12)
        #expect(cases.area([1, 0, 1, 1, 0]) == nil)
    }

    /// Wider than DeLong's, which takes each case for a patient.
    @Test func patientsAreDrawnWithAllTheirCases() throws {
        var generator = SeededGenerator(seed: 7)
        let patients = (0..<120).map { $0 / 6 }
        let labels = patients.map { $0 % 2 == 0 }
        let own = (0..<20).map { _ in Double.random(in: 0..<1, using: &generator) }
        let scores = zip(patients, labels).map { own[$0] + ($1 ? 0.2 : 0) }
        let found = try #require(
            Bootstrap(replicates: 300).auc(
                scores: scores, labels: labels, patients: patients, using: &generator))
        let naive = try #require(DeLong(scores: [scores], labels: labels)).estimate(0)
        #expect(found.n == 20 && found.value == naive.value)
        func width(_ estimate: Estimate) -> Double {
            estimate.interval.upperBound - estimate.interval.lowerBound
        }
        #expect(width(found) > 1.5 * width(naive))
    }

    @Test func sameSeedSameInterval() {
        func found(_ seed: UInt64) -> Estimate? {
            var generator = SeededGenerator(seed: seed)
            return Bootstrap(replicates: 200).auc(
                scores: [1, 3, 2, 5, 4, 6], labels: [false, false, true, false, true, true], using: &generator
            )
        }
        #expect(found(1) == found(1) && found(1) != found(2))
    }

    @Test func whatCannotBeAnswered() {
        var generator = SeededGenerator(seed: 1)
        let bootstrap = Bootstrap(replicates: 100)
        #expect(bootstrap.estimate(patients: 1, using: &generator) { _ in 1 } == nil)
        #expect(
            bootstrap.estimate(patients: 9, using: &generator) { $0[0] == 1 && $0[1] == 1 ? 1 : nil } == nil)
        #expect(bootstrap.auc(scores: [1, 2], labels: [true, true], using: &generator) == nil)
        #expect(bootstrap.auc(scores: [1, .nan], labels: [true, false], using: &generator) == nil)
        let same = bootstrap.estimate(patients: 9, using: &generator) { _ in 3 }
        #expect(same?.interval == 3...3)
        let outside = bootstrap.estimate(patients: 9, using: &generator) { $0.allSatisfy { $0 == 1 } ? 5 : 3 }
        #expect(outside?.interval == 3...3 && outside?.method == "bootstrap of patients, percentiles, 100")
    }
}

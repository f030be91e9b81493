import Statistics
import TestSupport
import Testing

/// Against `scipy.stats` and against definitions in NumPy; the numbers come from Fixtures/scipy/tests.py.
@Suite struct DifferenceTests {
    struct Peer: Decodable {
        struct Wilcoxon: Decodable {
            let differences: [Double]
            let statistic: Double
            let p: [String: Double]
            let shift: [Double]?
        }
        struct Holm: Decodable { let chances, adjusted: [Double] }
        struct Areas: Decodable {
            let scores: [[Double]]
            let values, errors: [Double]
            let p: Double
        }
        let wilcoxon: [Wilcoxon]
        let holm: [Holm]
        let auc: [Areas]
        let poisson, normal: [[Double]]
    }
    let peer: Peer

    init() throws { peer = try decodedFixture("scipy/tests.json") }

    @Test(.tags(.golden), arguments: Alternative.allCases)
    func wilcoxonMatchesPeer(alternative: Alternative) throws {
        for row in peer.wilcoxon {
            let found = try #require(
                WilcoxonTest(differences: row.differences, alternative: alternative))
            let expected = try #require(row.p[alternative.rawValue])
            #expect(worstRelativeError([found.p], [expected]) < 1e-10, "n = \(found.n), \(found.method)")
            #expect(found.statistic == row.statistic)
        }
    }

    /// The peer's bounds are sought by trying shifts, to 10⁻⁹.
    @Test(.tags(.golden)) func shiftsMatchPeer() throws {
        for row in peer.wilcoxon {
            guard let expected = row.shift else { continue }
            let found = try #require(WilcoxonTest(differences: row.differences)).shift
            let numbers = [found.value, found.interval.lowerBound, found.interval.upperBound]
            #expect(worstRelativeError(numbers, expected) < 1e-10)
        }
    }

    @Test func noTestWithoutDifferences() {
        #expect(WilcoxonTest(differences: [0, 0]) == nil)
        #expect(WilcoxonTest(differences: [1, .nan]) == nil)
    }

    @Test(.tags(.golden)) func holmMatchesPeer() {
        for row in peer.holm {
            #expect(worstRelativeError(holmAdjusted(row.chances), row.adjusted) < 1e-12)
        }
        #expect(holmAdjusted([]) == [])
    }

    @Test(.tags(.golden)) func areasMatchPeer() throws {
        for row in peer.auc {
            let first = try #require(AUC(positives: row.scores[0], negatives: row.scores[1]))
            let second = try #require(AUC(positives: row.scores[2], negatives: row.scores[3]))
            #expect(worstRelativeError([first.value, second.value], row.values) < 1e-12)
            #expect(
                worstRelativeError([first.standardError, second.standardError], row.errors, floor: 1e-3)
                    < 1e-10)
            #expect(worstRelativeError([try #require(first.difference(from: second)).p], [row.p]) < 1e-9)
        }
    }

    @Test func areasOfEqualScores() throws {
        let same = try #require(AUC(positives: [1, 1, 1], negatives: [1, 1]))
        #expect(same.value == 0.5 && same.standardError == 0)
        #expect(try #require(same.difference(from: same)).p == 1)
        #expect(AUC(positives: [1], negatives: [0, 1]) == nil)
        #expect(AUC(positives: [1, .nan], negatives: [0, 1]) == nil)
    }

    @Test(.tags(.golden)) func normalQuantilesMatchPeer() {
        for row in peer.normal {
            #expect(worstRelativeError([normalQuantile(row[0])], [row[1]], floor: 1) < 1e-11, "\(row[0])")
            #expect(worstRelativeError([normalCumulative(row[1])], [row[0]]) < 1e-9)
        }
    }

    @Test(.tags(.golden)) func poissonTailsMatchPeer() {
        for row in peer.poisson {
            let found = [poissonAtLeast(row[0], mean: row[1]), poissonAtMost(row[0], mean: row[1])]
            #expect(worstRelativeError(found, [row[2], row[3]]) < 1e-10, "\(row[0]) of \(row[1])")
        }
    }
}

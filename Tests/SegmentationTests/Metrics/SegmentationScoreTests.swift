import Segmentation
import TestSupport
import Testing

/// Against SciPy and scikit-learn; the numbers come from Fixtures/scipy/segmentation_scores.py.
@Suite struct SegmentationScoreTests {
    struct Peer: Decodable {
        struct Matrix: Decodable {
            let values: [[Double]]
            let best: Double
        }
        struct Scores: Decodable {
            let matching: [Int?]
            let accuracy, mean: Double
            let intersectionOverUnion, dice: [Double?]
        }
        struct Case: Decodable {
            let clusters, classes: Int
            let ignored: UInt8?
            let found, truth: [UInt8]
            let counts: [[Int]]
            let hungarian, majority: Scores
        }
        let matrices: [Matrix]
        let cases: [Case]
    }
    let peer: Peer

    init() throws { peer = try decodedFixture("scipy/segmentation_scores.json") }

    /// Where values are equal there are several best matchings, of one sum.
    @Test(.tags(.golden)) func matchingsAreAsGoodAsPeers() throws {
        for row in peer.matrices {
            let found = hungarianMatching(row.values)
            let partners = found.compactMap(\.self)
            #expect(Set(partners).count == partners.count)
            #expect(partners.count == min(row.values.count, row.values[0].count))
            let sum = zip(row.values, found).reduce(0.0) { sum, pair in sum + (pair.1.map { pair.0[$0] } ?? 0)
            }
            #expect(worstRelativeError([sum], [row.best], floor: 1) < 1e-12, "\(row.values.count) rows")
        }
        #expect(hungarianMatching([]).isEmpty)
        #expect(hungarianMatching([[], []]) == [nil, nil])
    }

    @Test(.tags(.golden)) func overlapMatchesPeer() throws {
        for row in peer.cases {
            var counts = ConfusionCounts(clusters: row.clusters, classes: row.classes)
            let half = row.found.count / 2
            try counts.add(
                Array(row.found[..<half]), truth: Array(row.truth[..<half]), ignoring: row.ignored)
            try counts.add(
                Array(row.found[half...]), truth: Array(row.truth[half...]), ignoring: row.ignored)
            #expect(counts.pixels == row.counts)
            #expect(counts.hungarianMatching() == row.hungarian.matching)
            #expect(counts.majorityMatching() == row.majority.matching)
            for scores in [row.hungarian, row.majority] {
                let found = OverlapScores(counts, matching: scores.matching)
                #expect(worstRelativeError([found.accuracy ?? .nan], [scores.accuracy]) < 1e-12)
                #expect(worstRelativeError([found.meanIntersectionOverUnion ?? .nan], [scores.mean]) < 1e-12)
                for (ours, theirs) in [
                    (found.intersectionOverUnion, scores.intersectionOverUnion), (found.dice, scores.dice),
                ] {
                    #expect(ours.map { $0 == nil } == theirs.map { $0 == nil })
                    #expect(
                        worstRelativeError(ours.compactMap(\.self), theirs.compactMap(\.self), floor: 1)
                            < 1e-12)
                }
            }
        }
    }

    @Test func whatCannotBeScored() throws {
        var counts = ConfusionCounts(clusters: 2, classes: 2)
        let empty = OverlapScores(counts, matching: [0, 1])
        #expect(empty.accuracy == nil && empty.meanIntersectionOverUnion == nil && empty.dice == [nil, nil])
        #expect(counts.majorityMatching() == [nil, nil])
        #expect(throws: SegmentationError.self) { try counts.add([0, 2], truth: [0, 0]) }
        #expect(throws: SegmentationError.self) { try counts.add([0, 1], truth: [0, 9], ignoring: 8) }
        #expect(counts == ConfusionCounts(clusters: 2, classes: 2))
    }
}

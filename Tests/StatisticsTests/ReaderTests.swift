import Scintigraphy
import Statistics
import TestSupport
import Testing

/// Against the published formulas in NumPy and against SciPy; the numbers come from Fixtures/statistics/readers.py.
@Suite struct ReaderTests {
    struct Peer: Decodable {
        struct Study: Decodable {
            let labels: [Int]
            let scores: [[[Double]]]
            let areas: [[Double]]
            let components, difference: [Double]
            let f, ddf, p, p_difference: Double
            let single: [[Double]]
        }
        struct Marks: Decodable {
            let lesions: [Int]
            let marks: [[[Double?]]]
            let points: [[Double]]
            let rates, sensitivities: [Double]
        }
        let studies: [Study]
        let froc: Marks
        let f: [[Double]]
    }
    let peer: Peer

    init() throws { peer = try decodedFixture("statistics/readers.json") }

    @Test(.tags(.golden)) func modalitiesMatchPeer() throws {
        for (index, study) in peer.studies.enumerated() {
            let found = try #require(
                ObuchowskiRockette(scores: study.scores, labels: study.labels.map { $0 == 1 }))
            let name = "study \(index)"
            #expect(worstRelativeError(found.areas.flatMap(\.self), study.areas.flatMap(\.self)) < 1e-12)
            let components = [
                found.variance, found.betweenModalities, found.betweenReaders, found.betweenBoth,
            ]
            #expect(worstRelativeError(components, study.components) < 1e-9, "\(name)")
            let test = [found.f, found.denominator, found.p]
            #expect(worstRelativeError(test, [study.f, study.ddf, study.p]) < 1e-8, "\(name)")
            let difference = found.difference(0, from: 1)
            expect(difference.estimate, study.difference, within: 1e-9, name)
            #expect(worstRelativeError([difference.p], [study.p_difference]) < 1e-8, "\(name)")
            for (modality, single) in study.single.enumerated() {
                expect(found.area(modality), single, within: 1e-9, name)
            }
        }
    }

    @Test(.tags(.golden)) func tailsOfFMatchPeer() {
        for row in peer.f {
            let found = fisherFAtLeast(row[0], numerator: row[1], denominator: row[2])
            #expect(worstRelativeError([found], [row[3]]) < 1e-9, "\(row)")
        }
    }

    private var froc: FROC? {
        FROC(
            peer.froc.lesions.indices.map { scan in
                FROC.Scan(
                    patient: scan / 2, lesions: peer.froc.lesions[scan],
                    marks: peer.froc.marks[scan].map { (score: $0[0] ?? .nan, lesion: $0[1].map { Int($0) }) }
                )
            })
    }

    @Test(.tags(.golden)) func marksMatchPeer() throws {
        let froc = try #require(froc)
        let found = froc.points.dropFirst().flatMap { [$0.threshold, $0.sensitivity, $0.falseMarks] }
        #expect(worstRelativeError(found, peer.froc.points.flatMap(\.self), floor: 1) < 1e-12)
        #expect(peer.froc.rates.map { froc.sensitivity(falseMarks: $0) } == peer.froc.sensitivities)
    }

    @Test func sensitivityHasAnIntervalOfPatients() throws {
        var generator = SeededGenerator(seed: 3)
        let froc = try #require(froc)
        let found = try #require(
            froc.sensitivity(
                falseMarks: peer.froc.rates, bootstrap: Bootstrap(replicates: 300), using: &generator))
        let mean = peer.froc.sensitivities.reduce(0, +) / Double(peer.froc.rates.count)
        #expect(abs(found.value - mean) < 1e-12 && found.n == 10)
        #expect(found.interval.contains(mean) && found.interval.lowerBound > 0)
    }

    @Test func whatCannotBeAnswered() {
        #expect(FROC([FROC.Scan(patient: 0, lesions: 0, marks: [(1, nil)])]) == nil)
        #expect(FROC([FROC.Scan(patient: 0, lesions: 1, marks: [])])?.sensitivity(falseMarks: 1) == 0)
        let labels = [true, true, false, false]
        #expect(ObuchowskiRockette(scores: [[[1, 2, 3, 4]], [[1, 2, 3, 4]]], labels: labels) == nil)
        #expect(ObuchowskiRockette(scores: [[[1, 2, 3, 4], [4, 3, 2, 1]]], labels: labels) == nil)
        // Rounding must not pass for a difference between readers: areas of 0.50 and 0.53, and both 0.04 larger.
        func scores(areaInHundredths area: Int) -> [Double] {
            (0..<10).map { Double(area / 10 + ($0 < area % 10 ? 1 : 0)) - 0.5 } + (0..<10).map(Double.init)
        }
        let tens = (0..<20).map { $0 < 10 }
        func study(_ areas: [[Int]]) -> ObuchowskiRockette? {
            ObuchowskiRockette(
                scores: areas.map { $0.map { scores(areaInHundredths: $0) } }, labels: tens)
        }
        #expect(study([[50, 53], [54, 57]]) == nil)
        let alike = study([[70, 70, 70], [60, 65, 70]])?.area(0)
        #expect(alike.map { $0.interval.upperBound - $0.interval.lowerBound < 0.6 } == true)
        let same: [Double] = [3, 4, 1, 2]
        #expect(ObuchowskiRockette(scores: [[same, same], [same, same]], labels: labels) == nil)
    }
}

import Scintigraphy
import Segmentation
import Statistics
import TestSupport
import Testing

/// Foci against scipy.ndimage.label: Fixtures/scipy/segmentation_scores.py.
@Suite struct FociTests {
    struct Peer: Decodable {
        struct Foci: Decodable {
            let rows, columns, count: Int
            let labels: [Int]
        }
        let foci: Foci
    }

    @Test(.tags(.golden)) func fociMatchPeer() throws {
        let peer = try decodedFixture("scipy/segmentation_scores.json", as: Peer.self).foci
        let found = Foci(rows: peer.rows, columns: peer.columns, mask: peer.labels.map { $0 > 0 })
        #expect(found.count == peer.count)
        // Both count in the order of reading.
        #expect(found.focus.map { ($0 ?? -1) + 1 } == peer.labels)
    }

    @Test func lesionsAreTheirLabels() {
        let image = LabelImage(rows: 1, columns: 5, labels: [7, 0, 7, 2, 2], view: .anterior)
        let lesions = Foci(image)
        #expect(lesions.count == 2 && lesions.focus == [1, nil, 1, 0, 0])
    }

    /// Two lesions under one focus, one missed, one false mark that scores the most.
    @Test func fociAreMarksOfFROC() throws {
        let lesions = Foci(
            LabelImage(rows: 1, columns: 9, labels: [1, 2, 0, 0, 0, 0, 0, 0, 3], view: .anterior))
        let scores: [Float] = [0.2, 0.5, 0.3, 0, 0.9, 0.1, 0, 0, 0.4]
        let foci = Foci(
            rows: 1, columns: 9, mask: [true, true, true, false, true, true, false, false, false])
        let scan = FROC.Scan(patient: 0, foci: foci, scores: scores, lesions: lesions)
        let froc = try #require(FROC([scan]))
        #expect(froc.lesions == 3)
        #expect(froc.points.map(\.threshold) == [.infinity, Double(Float(0.9)), 0.5])
        #expect(froc.points.map(\.sensitivity) == [0, 0, 2.0 / 3])
        #expect(froc.points.map(\.falseMarks) == [0, 1, 1])
    }
}

import TestSupport
import Testing

@testable import Scintigraphy

/// Against the formula in NumPy, which scikit-image confirms: Fixtures/skimage/non_local_means.py.
@Suite struct NonLocalMeansTests {
    struct Peer: Decodable {
        struct Case: Decodable {
            let strength: Double
            let patchSize, searchSize: Int
            let result: [Double]
        }
        let rows, columns: Int
        let image: [Float]
        let cases: [Case]
    }
    let peer: Peer
    let image: CountImage

    init() throws {
        peer = try decodedFixture("skimage/non_local_means.json")
        image = CountImage(
            rows: peer.rows, columns: peer.columns, pixels: peer.image, view: .anterior, spacing: nil)
    }

    /// Single precision: a few parts in a million of the image's 60 counts.
    @Test(.tags(.golden)) func matchesPeer() throws {
        for row in peer.cases {
            let settings = NonLocalMeans(
                strength: row.strength, patchSize: row.patchSize, searchSize: row.searchSize)
            let found = try image.nonLocalMeansFiltered(settings)
            let error = worstRelativeError(found.pixels.map { Double($0) }, row.result, floor: 1)
            #expect(error < 2e-5, "strength \(row.strength)")
            #expect(found.meaning == .processedCounts)
        }
    }

    /// No image is smaller than its search: a pixel alone is like itself only.
    @Test(.tags(.property)) func keepsTheTotalOfTinyImages() throws {
        for (rows, columns) in [(1, 1), (1, 5), (4, 2)] {
            let pixels = (1...rows * columns).map { Float(3 * $0) }
            let image = CountImage(
                rows: rows, columns: columns, pixels: pixels, view: .anterior, spacing: nil)
            let found = try image.nonLocalMeansFiltered(NonLocalMeans())
            #expect(abs(found.total / image.total - 1) < 1e-5)
        }
    }

    @Test(arguments: [
        NonLocalMeans(strength: 0), NonLocalMeans(strength: .nan), NonLocalMeans(patchSize: 4),
        NonLocalMeans(patchSize: -1), NonLocalMeans(searchSize: 12), NonLocalMeans(searchSize: 103),
    ])
    func refusesOtherSettings(settings: NonLocalMeans) {
        #expect(throws: ScintigraphyError.self) { try image.nonLocalMeansFiltered(settings) }
    }

    @Test func refusesNegativeCounts() {
        let image = CountImage(rows: 1, columns: 2, pixels: [-1, 4], view: .anterior, spacing: nil)
        #expect(throws: ScintigraphyError.self) { try image.nonLocalMeansFiltered(NonLocalMeans()) }
    }
}

import TestSupport
import Testing

@testable import Scintigraphy

/// Against `scipy.ndimage.median_filter`; the numbers come from Fixtures/scipy/median.py.
@Suite struct MedianFilterTests {
    struct Peer: Decodable {
        let rows, columns: Int
        let image: [Float]
        let filtered: [String: [Float]]
    }
    let peer: Peer
    let image: CountImage

    init() throws {
        peer = try decodedFixture("scipy/median.json")
        image = CountImage(
            rows: peer.rows, columns: peer.columns, pixels: peer.image, view: .anterior, spacing: nil)
    }

    /// 31 pixels reach over the border more than once.
    @Test(.tags(.golden), arguments: [3, 5, 7, 31])
    func matchesPeer(size: Int) throws {
        let filtered = try image.medianFiltered(size: size)
        #expect(filtered.pixels == peer.filtered["\(size)"])
        #expect(filtered.meaning == .processedCounts)
    }

    @Test(arguments: [-3, 0, 1, 4, 33])
    func refusesOtherSizes(size: Int) {
        #expect(throws: ScintigraphyError.self) { try image.medianFiltered(size: size) }
    }
}

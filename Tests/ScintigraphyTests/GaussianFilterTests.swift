import TestSupport
import Testing

@testable import Scintigraphy

/// Against `scipy.ndimage.gaussian_filter`; the numbers come from Fixtures/scipy/gaussian.py.
@Suite struct GaussianFilterTests {
    struct Peer: Decodable {
        let rows, columns: Int
        let spacing: [Double]
        let image: [Double]
        let filtered: [String: [Double]]
    }
    let peer: Peer
    let image: CountImage

    init() throws {
        peer = try decodedFixture("scipy/gaussian.json")
        image = CountImage(
            rows: peer.rows, columns: peer.columns, pixels: peer.image.map { Float($0) }, view: .anterior,
            spacing: PixelSpacing(rowMillimetres: peer.spacing[0], columnMillimetres: peer.spacing[1]))
    }

    /// 60 mm reaches over the border more than once.
    @Test(.tags(.golden), arguments: ["1.0", "4.0", "8.0", "60.0"])
    func matchesPeer(width: String) throws {
        let filtered = try image.gaussianFiltered(fwhmMillimetres: #require(Double(width)))
        let expected = try #require(peer.filtered[width])
        #expect(worstRelativeError(filtered.pixels.map { Double($0) }, expected) < 1e-5)
    }

    @Test(.tags(.property)) func keepsTheTotal() throws {
        let filtered = try image.gaussianFiltered(fwhmMillimetres: 8)
        #expect(abs(filtered.total / image.total - 1) < 1e-6)
        #expect(filtered.meaning == .processedCounts)
    }

    @Test func needsSpacing() {
        let image = CountImage(rows: 1, columns: 1, pixels: [1], view: .anterior, spacing: nil)
        #expect(throws: ScintigraphyError.self) { try image.gaussianFiltered(fwhmMillimetres: 8) }
    }

    @Test(arguments: [0, -8, .nan, .infinity, 1e9])
    func refusesOtherWidths(width: Double) {
        #expect(throws: ScintigraphyError.self) { try image.gaussianFiltered(fwhmMillimetres: width) }
    }
}

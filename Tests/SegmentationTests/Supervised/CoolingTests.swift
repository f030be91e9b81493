import Scintigraphy
import TestSupport
import Testing

@testable import Segmentation

/// Foci as hot as the bones around them; the numbers come from Fixtures/scipy/cooled_foci.py.
@Suite struct CoolingTests {
    struct Peer: Decodable {
        let rows, columns: Int
        let spacing: [Double]
        let view, cooled: [Float]
        let bones, foci: [Int]
    }
    let peer: Peer
    let view: CountImage

    init() throws {
        peer = try decodedFixture("scipy/cooled_foci.json")
        view = CountImage(
            rows: peer.rows, columns: peer.columns, pixels: peer.view, view: .anterior,
            spacing: PixelSpacing(rowMillimetres: peer.spacing[0], columnMillimetres: peer.spacing[1]))
    }

    @Test(.tags(.golden)) func matchesSciPy() throws {
        let cooled = try #require(
            view.cooled(foci: peer.foci.map { $0 > 0 }, bones: peer.bones.map { $0 > 0 }))
        #expect(zip(cooled.pixels, peer.cooled).allSatisfy { abs($0 - $1) < 1e-3 })
        #expect(zip(cooled.pixels, view.pixels).contains { $0 < $1 / 4 })
        #expect(cooled.meaning == .processedCounts && cooled.spacing == view.spacing)
    }

    @Test func nothingToCoolOrToCompareWithIsLeft() {
        let none = [Bool](repeating: false, count: view.pixels.count)
        #expect(view.cooled(foci: none, bones: peer.bones.map { $0 > 0 }) == nil)
        #expect(view.cooled(foci: peer.foci.map { $0 > 0 }, bones: none) == nil)
    }
}

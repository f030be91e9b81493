import Phantoms
import Scintigraphy
import TestSupport
import Testing

@testable import Reading

@Suite struct HotArtefactTests {
    @Test func theBladderIsFoundWhereItLies() throws {
        let found = HotArtefact.all(in: .drawn { $0.spot(row: 176, column: 64, radius: 5, counts: 300) })
        #expect(found.map(\.kind) == [.bladder, .bladder])
        let bladder = try #require(found.first)
        #expect(abs(bladder.row - 176) < 1 && abs(bladder.column - 64) < 1)
        let area = try #require(bladder.areaSquareCentimetres)
        #expect((12...40).contains(area), "a disc of 5 pixels of 4.8 mm has 18 cm²")
        #expect(bladder.pixels.contains(176 * 128 + 64))
    }

    @Test func nothingHotIsNothing() {
        #expect(HotArtefact.all(in: .drawn { _ in }).isEmpty)
    }

    @Test func tracerBesideTheVein() throws {
        let found = HotArtefact.all(in: .drawn { $0.spot(row: 160, column: 24, radius: 2, counts: 900) })
        #expect(found.map(\.kind) == [.injectionSite, .injectionSite])
        #expect(found.map(\.view) == [.anterior, .posterior])
        #expect(abs(found[0].column - 24) < 1 && abs(found[1].column - 103) < 1)
        #expect((0.02...0.2).contains(found[0].share))
    }

    /// On the skin of a thigh: the other view does not show it. A lesion in the femur is shown by both.
    @Test func urineOnTheSkin() {
        let skin = BoneScan.drawn(posterior: { _ in }) {
            $0.spot(row: 210, column: 52, radius: 2, counts: 200)
        }
        #expect(HotArtefact.all(in: skin).map(\.kind) == [.urine])
        let lesion = BoneScan.drawn { $0.spot(row: 210, column: 52, radius: 2, counts: 200) }
        #expect(HotArtefact.all(in: lesion).isEmpty)
    }

    @Test func bagBesideTheLeg() {
        let bag = BoneScan.drawn { $0.spot(row: 250, column: 20, radius: 9, counts: 200) }
        #expect(HotArtefact.all(in: bag).map(\.kind) == [.urine, .urine])
    }

    @Test func whatIsNoWholeBodyHasNone() {
        let chest = CountImage(
            rows: 128, columns: 128, pixels: Array(repeating: 5, count: 128 * 128), view: .anterior,
            spacing: .fourMillimetres)
        for image in [chest, bar(), bar { $0[3] = .nan }, bar { $0[3] = -.infinity }, bar(counts: 0)] {
            #expect(HotArtefact.all(in: BoneScan(images: [image], acquisition: Acquisition())).isEmpty)
        }
    }
}

extension BoneScan {
    /// Both views of a body of 380 rows of 4.8 mm: head, trunk, arms and legs of 10 counts, with what `paint` adds to the
    /// anterior view, mirrored in the posterior one where that has no `posterior` of its own.
    static func drawn(
        posterior: ((inout DrawnBody) -> Void)? = nil, _ paint: (inout DrawnBody) -> Void
    ) -> BoneScan {
        var front = DrawnBody()
        var back = front
        paint(&front)
        if let posterior {
            posterior(&back)
        } else {
            back.pixels = front.mirrored
        }
        return BoneScan(
            images: [front.image(.anterior), back.image(.posterior)], acquisition: Acquisition())
    }
}

/// A body of blocks, in 512 × 128 pixels of 4.8 mm.
struct DrawnBody {
    static let (rows, columns) = (512, 128)
    var pixels = [Float](repeating: 0, count: rows * columns)

    init() {
        fill(20..<70, 52..<76)  // head
        fill(70..<190, 36..<92)  // trunk
        fill(75..<190, 20..<30)  // arms
        fill(75..<190, 98..<108)
        fill(190..<390, 40..<60)  // legs
        fill(190..<390, 68..<88)
    }

    mutating func fill(_ rows: Range<Int>, _ columns: Range<Int>, counts: Float = 10) {
        for row in rows { for column in columns { pixels[row * Self.columns + column] += counts } }
    }

    mutating func spot(row: Int, column: Int, radius: Int, counts: Float) {
        for y in -radius...radius {
            for x in -radius...radius where x * x + y * y <= radius * radius {
                pixels[(row + y) * Self.columns + column + x] += counts
            }
        }
    }

    var mirrored: [Float] {
        pixels.indices.map { pixels[$0 / Self.columns * Self.columns + Self.columns - 1 - $0 % Self.columns] }
    }

    func image(_ view: View) -> CountImage {
        CountImage(
            rows: Self.rows, columns: Self.columns, pixels: pixels, view: view,
            spacing: PixelSpacing(rowMillimetres: 4.8, columnMillimetres: 4.8))
    }
}

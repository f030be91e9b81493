import Foundation
import Scintigraphy
import Testing

@testable import Figures

@Suite struct GalleryTests {
    private func entry(_ images: CountImage...) throws -> CaptionedScan {
        CaptionedScan(title: "Title", lines: ["line"], images: images, window: try DisplayWindow(upper: 10))
    }

    /// Cells are as wide as the widest scan; a new row begins below the captions of the last one.
    @Test func scansStandInRowsAtOneScale() throws {
        let pair = try entry(view(.anterior), view(.posterior))
        let single = try entry(view(.anterior))
        let layout = GalleryLayout([pair, single, pair], columns: 2, notes: 0)
        let frames = layout.places.map(\.frames)
        #expect(frames.map(\.count) == [2, 1, 2])
        #expect(Set(frames.joined().map(\.height)).count == 1)
        #expect(frames[1][0].x > frames[0][1].right && frames[1][0].y == frames[0][0].y)
        #expect(frames[2][0].x == frames[0][0].x && frames[2][0].y > layout.places[0].caption)
        #expect(frames[2][1].bottom < layout.height)
    }

    @Test func eachScanHasItsOwnWindow() throws {
        let bright = view(.anterior, background: 5)
        let scans = try [10, 5].map { upper in
            CaptionedScan(title: "", images: [bright], window: try DisplayWindow(upper: upper))
        }
        let layout = GalleryLayout(scans, columns: 2, notes: 0)
        let drawn = try Drawn(png: Figure.gallery(scans, columns: 2).data(as: .png))
        let colours = layout.places.map { place in
            drawn[Int(place.frames[0].middle), Int(place.frames[0].y + 100)]
        }
        #expect(colours == [RGB(red: 127, green: 127, blue: 127), .black])
    }
}

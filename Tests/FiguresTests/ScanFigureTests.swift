import Foundation
import Scintigraphy
import Testing

@testable import Figures

/// Facts of the drawn pixels. A 1024-row view is drawn one pixel to a pixel.
@Suite struct ScanFigureTests {
    let window: DisplayWindow

    init() throws { window = try DisplayWindow(lower: 10, upper: 110) }

    @Test(arguments: [1, 2])
    func hotPixelIsDarkInInverseGreyAndTheWindowClamps(scale: Int) throws {
        let image = view(.anterior, background: 5) {
            $0[300 * 256 + 40] = 1000
            $0[300 * 256 + 60] = 60
            $0[300 * 256 + 80] = 110
        }
        let frame = PanelLayout([Panel(image)]).frames[0]
        let drawn = try Drawn(
            png: Figure.scan(scan(image), window: window).data(as: .png, scale: Double(scale)))
        func colour(column: Int) -> RGB {
            drawn[scale * (Int(frame.x) + column), scale * (Int(frame.y) + 300)]
        }
        #expect(colour(column: 40) == .black)
        #expect(colour(column: 80) == .black)
        #expect(colour(column: 60) == RGB(red: 127, green: 127, blue: 127))
        #expect(colour(column: 100) == .white)
        #expect(colour(column: 41) == .white, "a pixel keeps its edges")
    }

    @Test func paletteColoursThePixels() throws {
        let palette = try #require(Palette(named: "hot-iron"))
        let image = view(.anterior, background: 60)
        let frame = PanelLayout([Panel(image)]).frames[0]
        let drawn = try Drawn(png: Figure.scan(scan(image), palette: palette, window: window).data(as: .png))
        #expect(drawn[Int(frame.x) + 128, Int(frame.y) + 512] == palette.colours[window.index(of: 60)])
    }

    /// Facing the patient, R is on our left; from behind, on our right.
    @Test func marksOfThePatientsSidesAreMirroredBetweenViews() throws {
        let both = [view(.anterior), view(.posterior)]
        let frames = PanelLayout(both.map { Panel($0) }).frames
        let drawn = try Drawn(png: Figure.scan(scan(both[0], both[1]), window: window).data(as: .png))
        func mark(_ frame: Rectangle, right: Bool, width: Double) -> [[Int]] {
            drawn.ink(
                Rectangle(x: right ? frame.right - width : frame.x, y: frame.y - 30, width: width, height: 24)
            )
        }
        // Letters are set flush with the frame's edges, so that equal letters have equal ink once the
        // empty columns around them are gone.
        func letter(_ frame: Rectangle, right: Bool) -> [[Int]] {
            trimmed(mark(frame, right: right, width: 24))
        }
        let (r, l) = (letter(frames[0], right: false), letter(frames[0], right: true))
        #expect(r[0].count > l[0].count, "R is wider than L")
        #expect(inkOf(letter(frames[1], right: true)) == inkOf(r))
        #expect(inkOf(letter(frames[1], right: false)) == inkOf(l))
        #expect(inkOf(r) > inkOf(l))
    }

    @Test func onlyTheViewsThatExistAreDrawn() {
        let one = Figure.scan(scan(view(.anterior)), window: window)
        let two = Figure.scan(scan(view(.anterior), view(.posterior)), window: window)
        #expect(two.width - one.width == 256 + 28)
    }

    @Test func pixelsAreAsTallAsTheyAreInThePatient() {
        let spacing = PixelSpacing(rowMillimetres: 2, columnMillimetres: 4)
        let frame = PanelLayout([Panel(view(.anterior, spacing: spacing))]).frames[0]
        #expect(frame.height / frame.width == 1024.0 * 2 / (256 * 4))
    }

    /// Four to one is drawn as it is; beyond, pixels are square and no scale is claimed.
    @Test(arguments: [(1.0, 4.0, 4.0), (4, 1, 0.25), (0.01, 100, 1), (100, 0.01, 1), (0, 1, 1)])
    func pixelsBeyondReasonAreDrawnSquare(row: Double, column: Double, widthOfAPixel: Double) throws {
        let spacing = PixelSpacing(rowMillimetres: row, columnMillimetres: column)
        let layout = PanelLayout([Panel(view(.anterior, spacing: spacing))])
        #expect(layout.frames[0].width / layout.frames[0].height == widthOfAPixel * 256 / 1024)
        #expect((layout.pointsPerMillimetre == nil) == (widthOfAPixel == 1))
        #expect(try !Figure.scan(scan(view(.anterior, spacing: spacing))).data(as: .png, scale: 2).isEmpty)
    }

    @Test func scaleBarIsAHundredMillimetresAndAbsentWithoutSpacing() throws {
        let image = view(.anterior)
        let layout = PanelLayout([Panel(image)])
        #expect(layout.pointsPerMillimetre == 0.5)
        let drawn = try Drawn(png: Figure.scan(scan(image), window: window).data(as: .png))
        let y = Int(layout.scaleBarLine) - 5
        let dark = (0..<Int(layout.frames[0].right)).filter { drawn[$0, y] == .black }
        #expect(dark.first == Int(layout.frames[0].x))
        #expect(dark.prefix { $0 < 80 }.count == 50)
        #expect(PanelLayout([Panel(view(.anterior, spacing: nil))]).pointsPerMillimetre == nil)
    }

    @Test func noticeIsOnEveryFigure() throws {
        let figure = Figure.scan(scan(view(.anterior)), window: window)
        let drawn = try Drawn(png: figure.data(as: .png))
        let strip = Rectangle(x: 0, y: figure.height - 26, width: figure.width, height: 16)
        #expect(inkOf(drawn.ink(strip)) > 50_000)
    }

    @Test func scaleIsPixelsPerPoint() throws {
        let figure = Figure.scan(scan(view(.anterior)), window: window)
        let (once, twice) = (
            try Drawn(png: figure.data(as: .png)), try Drawn(png: figure.data(as: .png, scale: 2))
        )
        #expect(twice.width == 2 * once.width && twice.height == 2 * once.height)
    }

    @Test func extremeShapesFailInWordsOrAreDrawn() throws {
        let flat = CountImage(
            rows: 1, columns: 1000, pixels: Array(repeating: 1, count: 1000), view: .anterior, spacing: nil)
        #expect(throws: FigureError.self) { try Figure.scan(scan(flat)).data(as: .png) }
        let single = CountImage(rows: 1, columns: 1, pixels: [.nan], view: .posterior, spacing: nil)
        #expect(try !Figure.scan(scan(single)).data(as: .png).isEmpty)
        let badSpacing = PixelSpacing(rowMillimetres: 0, columnMillimetres: .infinity)
        #expect(try !Figure.scan(scan(view(.anterior, spacing: badSpacing))).data(as: .png).isEmpty)
    }

    private func inkOf(_ rows: [[Int]]) -> Int { rows.joined().reduce(0, +) }

    private func trimmed(_ rows: [[Int]]) -> [[Int]] {
        let inked = rows[0].indices.filter { column in rows.contains { $0[column] > 0 } }
        guard let first = inked.first, let last = inked.last else { return rows }
        return rows.map { Array($0[first...last]) }
    }

    /// Pixels of 2.4 × 2.2 mm make the page no whole number of pixels wide.
    @Test func pageIsWhiteToItsEdges() throws {
        let spacing = PixelSpacing(rowMillimetres: 2.4, columnMillimetres: 2.2)
        let drawn = try Drawn(png: Figure.scan(scan(view(.anterior, spacing: spacing))).data(as: .png))
        let white = RGB(red: 255, green: 255, blue: 255)
        #expect((0..<drawn.height).allSatisfy { drawn[drawn.width - 1, $0] == white })
        #expect((0..<drawn.width).allSatisfy { drawn[$0, drawn.height - 1] == white })
    }
}

import Foundation
import Scintigraphy
import Testing

@testable import Figures

@Suite struct PlateTests {
    private let red = RGB(red: 215, green: 0, blue: 0)

    private func panel(_ callouts: [Panel.Callout] = [], lines: [RGB?]? = nil) -> Panel {
        Panel(title: "anterior", image: view(.anterior), lines: lines, callouts: callouts)
    }

    @Test func fourViewsFitASheetsWidth() throws {
        let layout = PlateLayout(
            [panel(), panel(), panel(), panel()], legend: [], hasHeat: false, height: 540)
        #expect(layout.width <= 511.001)
        #expect(layout.frames.allSatisfy { abs($0.height / $0.width - 4) < 1e-9 })
        #expect(zip(layout.frames, layout.frames.dropFirst()).allSatisfy { $0.right < $1.x })
    }

    /// Of a single view, and of one so wide that the bar of 100 mm is long.
    @Test(arguments: [0.5, 2]) func heatHasRoomForItsWords(millimetres: Double) {
        let image = view(
            .anterior, spacing: PixelSpacing(rowMillimetres: millimetres, columnMillimetres: millimetres))
        let layout = PlateLayout([Panel(image)], legend: [], hasHeat: true, height: 400)
        #expect(layout.heatBar.y > layout.scaleLine && layout.heatBar.bottom < layout.height - 15)
        #expect(layout.heatBar.right + 140 < layout.width)
    }

    @Test func calloutsHaveRoomBesideTheirPicture() {
        let layout = PlateLayout(
            [panel([.init("1", red, row: 3, column: 3)]), panel()], legend: [], hasHeat: false, height: 400)
        #expect(layout.frames[0].x >= PlateLayout.gutter)
        #expect(layout.frames[1].x - layout.frames[0].right >= PlateLayout.gutter)
    }

    /// A line's colour is opaque, and the number at the picture's edge is in its own.
    @Test func linesAndNumbersAreDrawn() throws {
        let lines: [RGB?] = (0..<1024 * 256).map { $0 / 256 < 512 ? red : nil }
        let plate = Figure.plate(
            [panel([.init("1", RGB(red: 0, green: 0, blue: 255), row: 900, column: 10)], lines: lines)],
            window: try DisplayWindow(upper: 1), height: 400)
        let drawn = try Drawn(png: plate.data(as: .png))
        let middle = Int(plate.width / 2)
        #expect(drawn[middle, 100] == red)
        #expect(drawn[middle, 350] == .white)
        let blue = (0..<drawn.width).contains { x in
            drawn[x, Int(28 + 400 * 900.5 / 1024)].blue > drawn[x, Int(28 + 400 * 900.5 / 1024)].red
        }
        #expect(blue)
    }

    /// Fifty places at one height: their numbers stand one below the other, inside of the frame.
    @Test func numbersNeverCoverEachOther() throws {
        let calls = (0..<50).map { Panel.Callout("\($0)", red, row: 1000, column: 4) }
        let plate = Figure.plate([panel(calls)], window: try DisplayWindow(upper: 1), height: 400)
        #expect(try plate.data(as: .png).count > 1000)
        let canvas = Canvas(sheetsOf: .a4(landscape: false), title: "")
        let frame = Rectangle(x: 0, y: 28, width: 100, height: 400)
        let heights = canvas.spread([Double](repeating: 420, count: 50), apart: 8, in: frame)
        #expect(zip(heights, heights.dropFirst()).allSatisfy { $1 - $0 >= 7.999 })
        #expect(heights.allSatisfy { (28...428).contains($0) })
    }
}

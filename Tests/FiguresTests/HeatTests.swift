import Scintigraphy
import Testing

@testable import Figures

/// Heat over a picture leaves what it does not cover, and colours what it does.
@Suite struct HeatTests {
    @Test func coversItsPixelsAlone() throws {
        let image = view(.anterior, background: 60)
        var heat = [Float](repeating: 0, count: image.pixels.count)
        heat[300 * 256 + 40] = 1
        heat[300 * 256 + 60] = 0.25
        let window = try DisplayWindow(lower: 10, upper: 110)
        let panel = Panel(image, heat: heat)
        let frame = PanelLayout([panel], notes: 1).frames[0]
        let drawn = try Drawn(
            png: Figure.montage([panel], window: window, heat: ["of a test"], notes: ["a note"]).data(
                as: .png))
        func colour(column: Int) -> RGB { drawn[Int(frame.x) + column, Int(frame.y) + 300] }
        #expect(colour(column: 50) == RGB(red: 127, green: 127, blue: 127))
        // Three fifths red over two fifths of 127; half as much where the heat is a quarter.
        #expect(colour(column: 40) == RGB(red: 204, green: 51, blue: 51))
        #expect(
            colour(column: 60).red > 127 && colour(column: 60).green > 127 && colour(column: 60).blue < 127)
    }

    /// The notes stand above the notice, the heat's colours below those of the counts.
    @Test func hasItsPlace() {
        let layouts = [0, 2].map { PanelLayout([Panel(view(.anterior))], notes: $0) }
        #expect(layouts[1].height == layouts[0].height + 40)
        #expect(layouts[1].notes + 40 < layouts[1].height)
        #expect(layouts[0].heatBar.y > layouts[0].colourBar.bottom + 40)
    }
}

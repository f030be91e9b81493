import Scintigraphy
import Testing

@testable import Figures

/// Tints colour their pixels and no others, and a legend beside the pictures has them whole.
@Suite struct LegendTests {
    @Test func coloursItsPixelsAlone() throws {
        let image = view(.anterior, background: 60)
        let tint = RGB(red: 200, green: 1, blue: 30)
        var tints = [RGB?](repeating: nil, count: image.pixels.count)
        tints[300 * 256 + 40] = tint
        let panel = Panel(title: "test", image: image, tints: tints)
        let layout = PanelLayout([panel], hasLegend: true)
        let drawn = try Drawn(
            png: Figure.montage(
                [panel], window: DisplayWindow(lower: 10, upper: 110), legend: [.init(tint, "of a test")]
            ).data(as: .png))
        let frame = layout.frames[0]
        func colour(column: Int) -> RGB { drawn[Int(frame.x) + column, Int(frame.y) + 300] }
        #expect(colour(column: 50) == RGB(red: 127, green: 127, blue: 127))
        #expect(colour(column: 40) == RGB(red: 164, green: 64, blue: 79))
        #expect(drawn[Int(layout.heatBar.x) + 5, Int(layout.heatBar.y) + 5] == tint)
    }

    /// A mark is written to the right of its place and above, and leaves the place free.
    @Test func marksStandBesideTheirPlaces() throws {
        let image = view(.anterior, background: 60)
        func drawn(_ marks: [Panel.Mark]) throws -> Drawn {
            let panel = Panel(title: "test", image: image, marks: marks)
            return try Drawn(
                png: Figure.montage([panel], window: DisplayWindow(lower: 10, upper: 110)).data(as: .png))
        }
        let frame = PanelLayout([Panel(title: "test", image: image)]).frames[0]
        let (plain, marked) = (try drawn([]), try drawn([.init("1", row: 300, column: 40)]))
        var changed: [(x: Int, y: Int)] = []
        for y in 0..<image.rows {
            for x in 0..<image.columns {
                let place = (Int(frame.x) + x, Int(frame.y) + y)
                if plain[place.0, place.1] != marked[place.0, place.1] { changed.append((x, y)) }
            }
        }
        #expect(changed.count > 20)
        #expect(changed.allSatisfy { (41..<60).contains($0.x) && (280..<300).contains($0.y) })
    }
}

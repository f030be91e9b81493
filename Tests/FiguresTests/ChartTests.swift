import Foundation
import Scintigraphy
import Testing

@testable import Figures

/// Facts of the drawn pixels: a chart is drawn one pixel to a point.
@Suite struct ChartTests {
    private func chart(
        bands: [Chart.Band] = [], _ points: [(Double, Double)], scale: Axis.Scale = .linear,
        y: ClosedRange<Double> = 0...10
    ) -> Chart {
        Chart(
            title: "Test", x: Axis("x", 0...10), y: Axis("y", y, scale: scale), bands: bands,
            lines: [Chart.Line("line", points.map { Chart.Point(x: $0.0, y: $0.1) })])
    }

    private func drawn(_ chart: Chart) throws -> (ChartLayout, Drawn) {
        (ChartLayout(chart), try Drawn(png: Figure.chart(chart).data(as: .png)))
    }

    private func colour(_ x: Double, _ y: Double, in drawn: (ChartLayout, Drawn)) -> RGB {
        let place = drawn.0.place(Chart.Point(x: x, y: y))
        return drawn.1[Int(place.x), Int(place.y)]
    }

    @Test func lineGoesThroughItsPoints() throws {
        let drawn = try drawn(chart([(0.3, 2.2), (9.3, 8.2)]))
        #expect(colour(4.8, 5.2, in: drawn) == .black)
        #expect(colour(4.8, 6.2, in: drawn) == .white)
    }

    @Test func whiskersReachTheirEnds() throws {
        let points = [5.0, 9.0].map { Chart.Point(x: $0, y: 5.2) }
        let line = Chart.Line("line", points, intervals: [3.2...8.2])
        let drawn = try drawn(Chart(title: "", x: Axis("x", 0...10), y: Axis("y", 0...10), lines: [line]))
        #expect([3.6, 6.9, 7.9].allSatisfy { colour(5, $0, in: drawn) != .white })
        #expect([2.6, 8.9].allSatisfy { colour(5, $0, in: drawn) == .white })
        #expect(colour(9, 6.9, in: drawn) == .white)
    }

    @Test func dotsStandBesideTheLine() throws {
        let line = Chart.Line("line", [], dots: [Chart.Point(x: 5, y: 5.2), Chart.Point(x: .nan, y: 1)])
        let drawn = try drawn(Chart(title: "", x: Axis("x", 0...10), y: Axis("y", 0...10), lines: [line]))
        #expect(colour(5, 5.2, in: drawn) == .black && colour(5, 5.5, in: drawn) == .white)
    }

    @Test func guidesAreGrey() throws {
        let points = [Chart.Point(x: 0.3, y: 5.2), Chart.Point(x: 9.3, y: 5.2)]
        let guide = Chart.Line("guide", points, isGuide: true)
        let drawn = try drawn(Chart(title: "", x: Axis("x", 0...10), y: Axis("y", 0...10), lines: [guide]))
        let place = drawn.0.place(points[0])
        let column = (-2...2).map { drawn.1[Int(place.x) + 50, Int(place.y) + $0] }
        #expect(!column.contains(.black) && column.contains { $0 != .white })
    }

    @Test func thirtyLinesLookDifferent() {
        let styles = Set((0..<30).map { "\(ChartStyle.line($0))" })
        #expect(styles.count == 30)
    }

    /// In powers of ten, half way up is the geometric mean.
    @Test func logarithmicAxis() throws {
        let drawn = try drawn(chart([(0.5, 10), (9.5, 10)], scale: .logarithmic, y: 0.1...1000))
        let middle = drawn.0.plot.y + drawn.0.plot.height / 2
        #expect(abs(drawn.0.place(Chart.Point(x: 5, y: 10)).y - middle) < 1e-9)
        #expect(colour(5.2, 10, in: drawn) == .black)
    }

    @Test func pointsBeyondTheAxesAreCutOffAndGapsStayOpen() throws {
        let points: [(Double, Double)] = [(-5, 4.4), (4.3, 4.4), (4.5, .nan), (6.3, 4.4), (50, 4.4)]
        let drawn = try drawn(chart(points))
        let plot = drawn.0.plot
        let y = Int(drawn.0.place(Chart.Point(x: 0, y: 4.4)).y)
        #expect(drawn.1[Int(plot.x) - 20, y] == .white && drawn.1[Int(plot.right) + 10, y] == .white)
        #expect(colour(2.2, 4.4, in: drawn) == .black && colour(8.2, 4.4, in: drawn) == .black)
        #expect(colour(5.4, 4.4, in: drawn) == .white)
    }

    @Test func bandLiesBeneathTheLine() throws {
        let band = Chart.Band(
            "band", lower: [Chart.Point(x: 1, y: 3), Chart.Point(x: 9, y: 3)],
            upper: [Chart.Point(x: 1, y: 7), Chart.Point(x: 9, y: 7)])
        let drawn = try drawn(chart(bands: [band], [(0.3, 5.2), (9.7, 5.2)]))
        #expect(colour(4.4, 6.3, in: drawn) == ChartStyle.band(0))
        #expect(colour(4.4, 5.2, in: drawn) == .black)
        #expect(colour(4.4, 8.3, in: drawn) == .white)
    }

    /// What a logarithmic axis has no place for is drawn at its end or not at all.
    @Test func nothingHasNoLogarithm() throws {
        let band = Chart.Band(
            "band", lower: [Chart.Point(x: 0, y: 0), Chart.Point(x: 9, y: 0)],
            upper: [Chart.Point(x: 0, y: 5), Chart.Point(x: 9, y: 5)])
        let drawn = try drawn(
            chart(bands: [band], [(1, 0), (2, -1), (3, .infinity)], scale: .logarithmic, y: 0.1...10))
        #expect(colour(4.4, 0.12, in: drawn) == ChartStyle.band(0))
    }

    @Test(arguments: [
        (0.0...10.0, ["0", "2", "4", "6", "8", "10"]), (0...0.5, ["0.0", "0.1", "0.2", "0.3", "0.4", "0.5"]),
        (-1...1, ["-1.0", "-0.5", "0.0", "0.5", "1.0"]),
        (0...60_000, ["0", "10,000", "20,000", "30,000", "40,000", "50,000", "60,000"]),
    ])
    func linearTicksAreRound(range: ClosedRange<Double>, expected: [String]) {
        let axis = Axis("", range)
        #expect(axis.ticks.map(axis.text) == expected)
    }

    @Test(arguments: [
        (0.001...2.0, ["0.001", "0.01", "0.1", "1"]), (0.5...50, ["0.5", "1", "2", "5", "10", "20", "50"]),
    ])
    func logarithmicTicksAreRound(range: ClosedRange<Double>, expected: [String]) {
        let axis = Axis("", range, scale: .logarithmic)
        #expect(axis.ticks.map(axis.text) == expected)
    }

    @Test func chartsAreDrawnInEveryFormat() throws {
        for format in FigureFormat.allCases {
            #expect(try !Figure.chart(chart([(1, 1), (2, 2)])).data(as: format).isEmpty)
        }
    }
}

import Foundation
import Scintigraphy

/// Where a chart's parts go.
struct ChartLayout {
    static let width = 760.0
    private static let legendLine = 20.0

    let chart: Chart
    let plot: Rectangle
    /// The base line of the first note.
    let notes: Double
    let height: Double

    init(_ chart: Chart) {
        self.chart = chart
        let entries = Double(chart.bands.count + chart.lines.count)
        let top = 40 + Self.legendLine * entries + 6
        plot = Rectangle(x: 84, y: top, width: Self.width - 84 - 24, height: 380)
        notes = plot.bottom + 72
        height = notes + 18 * Double(chart.notes.count)
    }

    func place(_ point: Chart.Point) -> PagePoint {
        PagePoint(
            x: plot.x + chart.x.place(of: point.x) * plot.width,
            y: plot.bottom - chart.y.place(of: point.y) * plot.height)
    }

    /// The runs of a line's points that have a place.
    func pieces(of line: Chart.Line) -> [[PagePoint]] {
        line.points.map(place).split { !$0.isFinite }.map(Array.init)
    }

    /// The whiskers of a line, each from its lower end to its upper one; none where an end has no place on the axis.
    func whiskers(of line: Chart.Line) -> [(PagePoint, PagePoint)] {
        zip(line.points, line.intervals).compactMap { point, interval in
            let ends = [interval.lowerBound, interval.upperBound].map {
                place(Chart.Point(x: point.x, y: $0))
            }
            return ends.allSatisfy(\.isFinite) ? (ends[0], ends[1]) : nil
        }
    }

    /// The outlines of a line's dots that have a place.
    func dots(of line: Chart.Line) -> [[PagePoint]] {
        line.dots.map(place).filter(\.isFinite).map(Self.dot)
    }

    /// A disc's edge.
    private static func dot(at centre: PagePoint) -> [PagePoint] {
        (0..<16).map { step in
            let angle = Double(step) * .pi / 8
            return PagePoint(x: centre.x + 5 * cos(angle), y: centre.y + 5 * sin(angle))
        }
    }

    /// Along the lower edge and back along the upper one. What has no place on a logarithmic axis lies at its end.
    func outline(of band: Chart.Band) -> [PagePoint] {
        func edge(_ points: [Chart.Point]) -> [PagePoint] {
            points.filter { $0.x.isFinite && $0.y.isFinite }.map { point in
                place(Chart.Point(x: point.x, y: max(point.y, chart.y.range.lowerBound)))
            }.filter(\.isFinite)
        }
        return edge(band.lower) + edge(band.upper).reversed()
    }

    func drawAxes(on canvas: Canvas) {
        let grid = RGB(red: 230, green: 230, blue: 230)
        for tick in chart.x.ticks {
            let x = plot.x + chart.x.place(of: tick) * plot.width
            canvas.fill(Rectangle(x: x - 0.5, y: plot.y, width: 1, height: plot.height + 5), with: grid)
            canvas.text(chart.x.text(tick), x: x, y: plot.bottom + 20, size: 13, aligned: .centre)
        }
        for tick in chart.y.ticks {
            let y = plot.bottom - chart.y.place(of: tick) * plot.height
            canvas.fill(Rectangle(x: plot.x - 5, y: y - 0.5, width: plot.width + 5, height: 1), with: grid)
            canvas.text(chart.y.text(tick), x: plot.x - 9, y: y + 4.5, size: 13, aligned: .right)
        }
        canvas.text(chart.x.label, x: plot.middle, y: plot.bottom + 44, size: 14, aligned: .centre)
        canvas.uprightText(chart.y.label, x: 22, y: plot.y + plot.height / 2, size: 14)
    }

    func drawLegend(on canvas: Canvas) {
        var y = 40 + Self.legendLine - 6
        for (index, line) in chart.lines.enumerated() {
            let style = ChartStyle.line(index, isGuide: line.isGuide)
            let ends = [PagePoint(x: plot.x, y: y - 4.5), PagePoint(x: plot.x + 34, y: y - 4.5)]
            if line.points.isEmpty {
                canvas.fill(Self.dot(at: PagePoint(x: plot.x + 17, y: y - 4.5)), with: style.colour)
            } else {
                canvas.line(ends, with: style.colour, width: style.width, dash: style.dash)
            }
            canvas.text(line.name, x: plot.x + 42, y: y, size: 13)
            y += Self.legendLine
        }
        for (index, band) in chart.bands.enumerated() {
            canvas.fill(
                Rectangle(x: plot.x, y: y - 11, width: 34, height: 13), with: ChartStyle.band(index))
            canvas.text(band.name, x: plot.x + 42, y: y, size: 13)
            y += Self.legendLine
        }
    }
}

extension PagePoint {
    var isFinite: Bool { x.isFinite && y.isFinite }
}

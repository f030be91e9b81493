import Scintigraphy

extension Figure {
    /// Curves and bands over two axes, with ticks and a legend; colours that colour-blind readers can tell apart, and
    /// dashes besides.
    public static func chart(_ chart: Chart) -> Figure {
        let layout = ChartLayout(chart)
        return Figure(width: ChartLayout.width, height: layout.height) { canvas in
            canvas.text(
                chart.title, x: layout.plot.x, y: 26, size: 16, weight: .bold)
            layout.drawAxes(on: canvas)
            canvas.clip(to: layout.plot) {
                for (index, band) in chart.bands.enumerated() {
                    canvas.fill(layout.outline(of: band), with: ChartStyle.band(index))
                }
                for (index, line) in chart.lines.enumerated() {
                    let style = ChartStyle.line(index, isGuide: line.isGuide)
                    for piece in layout.pieces(of: line) {
                        canvas.line(piece, with: style.colour, width: style.width, dash: style.dash)
                    }
                    for dot in layout.dots(of: line) { canvas.fill(dot, with: style.colour) }
                    for (lower, upper) in layout.whiskers(of: line) {
                        canvas.whisker(from: lower, to: upper, with: style.colour)
                    }
                }
            }
            canvas.stroke(layout.plot, with: .frame, width: 1)
            layout.drawLegend(on: canvas)
            for (index, note) in chart.notes.enumerated() {
                canvas.text(note, x: layout.plot.x, y: layout.notes + 18 * Double(index), size: 12)
            }
        }
    }
}

extension Canvas {
    /// An upright line with a bar at each end.
    fileprivate func whisker(from lower: PagePoint, to upper: PagePoint, with colour: RGB) {
        line([lower, upper], with: colour, width: 1)
        for end in [lower, upper] {
            line(
                [PagePoint(x: end.x - 3, y: end.y), PagePoint(x: end.x + 3, y: end.y)], with: colour, width: 1
            )
        }
    }
}

/// The colours of Okabe and Ito (Color Universal Design, 2008), which readers with any colour vision can tell apart.
enum ChartStyle {
    /// A guide's, or that of the line with this place among all.
    static func line(_ index: Int, isGuide: Bool) -> (colour: RGB, dash: [Double], width: Double) {
        guard !isGuide else { return (RGB(red: 130, green: 130, blue: 130), [], 1) }
        let (colour, dash) = line(index)
        return (colour, dash, 2)
    }

    static func line(_ index: Int) -> (colour: RGB, dash: [Double]) {
        let colours = [
            RGB(red: 0, green: 0, blue: 0), RGB(red: 0, green: 114, blue: 178),
            RGB(red: 213, green: 94, blue: 0), RGB(red: 0, green: 158, blue: 115),
            RGB(red: 204, green: 121, blue: 167), RGB(red: 230, green: 159, blue: 0),
        ]
        let dashes: [[Double]] = [[], [8, 4], [2, 3], [10, 3, 2, 3], [14, 4]]
        // Six colours and five dashes: thirty lines before two are alike.
        return (colours[index % colours.count], dashes[index % dashes.count])
    }

    /// Pale, so that lines can be seen on them.
    static func band(_ index: Int) -> RGB {
        let colours = [
            RGB(red: 199, green: 222, blue: 238), RGB(red: 246, green: 215, blue: 191),
            RGB(red: 191, green: 231, blue: 220),
        ]
        return colours[index % colours.count]
    }
}

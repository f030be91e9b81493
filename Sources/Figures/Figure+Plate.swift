public import Scintigraphy

extension Figure {
    /// Several pictures in a row as a sheet of paper has room for, with their words at the size in which they are printed:
    /// what is called out is numbered beside them, with lines to its places.
    ///
    /// - Parameters:
    ///   - panels: from left to right, each at its own window where it has one.
    ///   - window: the counts of the first and the last colour of the others.
    ///   - heat: what the heat over the pictures is, in words; empty without heat.
    ///   - legend: what tints and numbers mean.
    ///   - height: of the tallest picture, in points, if all have room beside each other.
    /// - Precondition: there is at least one panel.
    public static func plate(
        _ panels: [Panel], window: DisplayWindow, heat: String = "", legend: [Legend.Entry] = [],
        height: Double = 540
    ) -> Figure {
        precondition(!panels.isEmpty)
        let layout = PlateLayout(panels, legend: legend, hasHeat: !heat.isEmpty, height: height)
        return Figure(width: layout.width, height: layout.height) { canvas in
            for (panel, frame) in zip(panels, layout.frames) {
                canvas.draw(onPlate: panel, in: frame, window: panel.window ?? window)
                canvas.draw(panel.callouts, beside: frame, of: panel.image)
            }
            canvas.plateScale(layout)
            if !heat.isEmpty { canvas.plateHeat(of: heat, layout) }
            for (entry, place) in zip(legend, layout.legend) {
                canvas.fill(Rectangle(x: place.x, y: place.y - 7, width: 8, height: 8), with: entry.colour)
                canvas.text(entry.meaning, x: place.x + 12, y: place.y, size: PlateLayout.small)
            }
            canvas.text(
                "Research use only. Not for diagnosis.", x: layout.width / 2, y: layout.height - 4,
                size: PlateLayout.small, weight: .bold, aligned: .centre)
        }
    }
}

/// Where the parts of a plate go, in points of a sheet of paper.
struct PlateLayout {
    static let small = 7.5
    static let title = 8.5
    /// Beside a picture of which something is called out.
    static let gutter = 20.0
    private static let gap = 8.0
    private static let header = 28.0
    private static let most = 511.0
    private static let line = 10.0
    private static let entry = 118.0

    let frames: [Rectangle]
    /// `nil` where a panel's pixel size is unknown or beyond reason; pixels are then drawn square.
    let pointsPerMillimetre: Double?
    /// The base line of the scale.
    let scaleLine: Double
    /// The scale of heat, where there is heat.
    let heatBar: Rectangle
    let legend: [PagePoint]
    let width, height: Double

    init(_ panels: [Panel], legend entries: [Legend.Entry], hasHeat: Bool, height: Double) {
        let known = panels.allSatisfy { $0.image.spacing?.isProportionate ?? false }
        let extents = panels.map { $0.image.extent(inMillimetres: known) }
        let gutters = panels.map { $0.callouts.isEmpty ? 0 : Self.gutter }
        let taken = Self.gap * Double(panels.count - 1) + 2 * gutters.reduce(0, +)
        let wide = extents.map(\.width).reduce(0, +)
        let scale = min(height / (extents.map(\.height).max() ?? 1), (Self.most - taken) / wide)
        let width = max(wide * scale + taken, entries.count > 6 ? 4 * Self.entry : 330)
        var x = (width - wide * scale - taken) / 2
        frames = zip(extents, gutters).map { extent, gutter in
            defer { x += extent.width * scale + 2 * gutter + Self.gap }
            return Rectangle(
                x: x + gutter, y: Self.header, width: extent.width * scale, height: extent.height * scale)
        }
        pointsPerMillimetre = known ? scale : nil
        let bottom = frames.map(\.bottom).max() ?? 0
        let notes = Double(panels.map(\.notes.count).max() ?? 0)
        scaleLine = bottom + Self.line * notes + 16
        let columns = max(1, Int(width / Self.entry))
        heatBar = Rectangle(x: width / 2 - 85, y: scaleLine + 7, width: 90, height: 7)
        let below = scaleLine + (hasHeat ? 14 : 0)
        let top = below + 14
        legend = entries.indices.map { index in
            PagePoint(
                x: (width - Self.entry * Double(min(columns, entries.count))) / 2 + Self.entry
                    * Double(index % columns),
                y: top + 11 * Double(index / columns))
        }
        self.width = width
        self.height = (legend.last?.y ?? below) + 18
    }
}

extension Canvas {
    /// A picture in its frame, title and the patient's sides above, notes below.
    fileprivate func draw(onPlate panel: Panel, in frame: Rectangle, window: DisplayWindow) {
        draw(pixelsOf: panel, in: frame, palette: .inverseGrey, window: window)
        stroke(frame, with: .frame, width: 0.5)
        let (left, right) = panel.image.view.sides
        text(left, x: frame.x, y: frame.y - 4, size: 9, weight: .bold)
        text(right, x: frame.right, y: frame.y - 4, size: 9, weight: .bold, aligned: .right)
        text(
            panel.title, x: frame.middle, y: frame.y - 16,
            size: fitting(panel.title, in: frame.width + 6, size: PlateLayout.title, weight: .bold),
            weight: .bold,
            aligned: .centre)
        for (index, note) in panel.notes.enumerated() {
            text(
                note, x: frame.x, y: frame.bottom + 10 + 10 * Double(index),
                size: fitting(note, in: frame.width + 6, size: PlateLayout.small))
        }
    }

    /// Numbers in the gutter that is nearer, from top to bottom as their places are and none over another.
    fileprivate func draw(_ callouts: [Panel.Callout], beside frame: Rectangle, of image: CountImage) {
        let placed = callouts.map { callout in
            (
                callout,
                PagePoint(
                    x: frame.x + (callout.column + 0.5) / Double(image.columns) * frame.width,
                    y: frame.y + (callout.row + 0.5) / Double(image.rows) * frame.height)
            )
        }
        for isLeft in [true, false] {
            let side = placed.filter { ($0.1.x < frame.middle) == isLeft }.sorted { $0.1.y < $1.1.y }
            let step = min(8.5, frame.height / Double(max(side.count, 1)))
            for ((callout, place), y) in zip(side, spread(side.map(\.1.y), apart: step, in: frame)) {
                let edge = isLeft ? frame.x - 2 : frame.right + 2
                let size = min(8, step)
                text(
                    callout.text, x: edge, y: y + 0.35 * size, size: size, weight: .bold,
                    aligned: isLeft ? .right : .left, colour: callout.colour)
                line([PagePoint(x: edge, y: y), place], with: callout.colour, width: 0.4)
            }
        }
    }

    /// Heights in ascending order moved apart, inside of a frame.
    func spread(_ wished: [Double], apart step: Double, in frame: Rectangle) -> [Double] {
        var heights = wished
        for index in heights.indices.dropFirst() {
            heights[index] = max(heights[index], heights[index - 1] + step)
        }
        guard let last = heights.indices.last else { return [] }
        heights[last] = min(heights[last], frame.bottom - step / 2)
        for index in heights.indices.dropLast().reversed() {
            heights[index] = min(heights[index], heights[index + 1] - step)
        }
        return heights
    }

    fileprivate func plateScale(_ layout: PlateLayout) {
        guard let scale = layout.pointsPerMillimetre else { return }
        let (x, y, length) = (layout.frames[0].x, layout.scaleLine, 100 * scale)
        fill(Rectangle(x: x, y: y - 3, width: length, height: 1), with: .black)
        for end in [x, x + length - 1] {
            fill(Rectangle(x: end, y: y - 5, width: 1, height: 5), with: .black)
        }
        text("100 mm", x: x + length + 4, y: y, size: PlateLayout.small)
    }

    fileprivate func plateHeat(of what: String, _ layout: PlateLayout) {
        let colours = (0..<256).map { Heat.over(0xFF_FFFF, Float($0) / 255) }
        let (bar, line) = (layout.heatBar, layout.heatBar.bottom)
        text("none", x: bar.x - 4, y: line, size: PlateLayout.small, aligned: .right)
        image(colours, rows: 1, columns: colours.count, in: bar)
        stroke(bar, with: .frame, width: 0.5)
        text("most \(what)", x: bar.right + 4, y: line, size: PlateLayout.small)
    }
}

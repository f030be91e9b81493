import Scintigraphy

extension Canvas {
    /// A picture in its frame, title and patient's sides above, notes below.
    func draw(
        _ panel: Panel, in frame: Rectangle, titleSize: Double, palette: Palette, window: DisplayWindow
    ) {
        let image = panel.image
        draw(pixelsOf: panel, in: frame, palette: palette, window: window)
        for mark in panel.marks { draw(mark, of: image, in: frame) }
        stroke(frame, with: .frame, width: 1)
        let (left, right) = image.view.sides
        text(left, x: frame.x, y: frame.y - 10, size: 22, weight: .bold)
        text(right, x: frame.right, y: frame.y - 10, size: 22, weight: .bold, aligned: .right)
        text(panel.title, x: frame.middle, y: frame.y - 11, size: titleSize, weight: .bold, aligned: .centre)
        for (index, note) in panel.notes.enumerated() {
            text(
                note, x: frame.x, y: frame.bottom + 20 + 20 * Double(index),
                size: fitting(note, in: frame.width, size: 14))
        }
    }

    /// The picture of a panel alone, with its heat, tints and lines.
    func draw(pixelsOf panel: Panel, in frame: Rectangle, palette: Palette, window: DisplayWindow) {
        let image = panel.image
        var colours = palette.pixels(of: image, window: window)
        if let heat = panel.heat { colours = zip(colours, heat).map(Heat.over) }
        if let tints = panel.tints { colours = zip(colours, tints).map(Legend.over) }
        if let lines = panel.lines { colours = zip(colours, lines).map { $1?.packed ?? $0 } }
        self.image(colours, rows: image.rows, columns: image.columns, in: frame)
    }

    /// Black words with a white rim, to be read on any colour.
    private func draw(_ mark: Panel.Mark, of image: CountImage, in frame: Rectangle) {
        let x = frame.x + (mark.column + 0.5) / Double(image.columns) * frame.width + 5
        let y = frame.y + (mark.row + 0.5) / Double(image.rows) * frame.height - 5
        for (right, down) in [(-1.0, 0.0), (1, 0), (0, -1), (0, 1)] {
            text(mark.text, x: x + right, y: y + down, size: 12, weight: .bold, colour: .white)
        }
        text(mark.text, x: x, y: y, size: 12, weight: .bold)
    }

    /// The largest size at which a panel's title fits between the marks of the patient's sides.
    func titleSize(of panel: Panel, in frame: Rectangle) -> Double {
        fitting(panel.title, in: frame.width - 52, size: 17, weight: .bold)
    }

    /// 100 mm in the patient.
    func scaleBar(x: Double, y: Double, pointsPerMillimetre: Double) {
        let length = 100 * pointsPerMillimetre
        fill(Rectangle(x: x, y: y - 6, width: length, height: 2), with: .black)
        for end in [x, x + length - 2] {
            fill(Rectangle(x: end, y: y - 10, width: 2, height: 10), with: .black)
        }
        text("100 mm", x: x + length + 8, y: y, size: 14)
    }

    /// The palette from the upper level at the top to the lower one, with counts per pixel.
    func colourBar(in frame: Rectangle, palette: Palette, window: DisplayWindow) {
        let colours = palette.packed.reversed()
        image(Array(colours), rows: colours.count, columns: 1, in: frame)
        stroke(frame, with: .frame, width: 1)
        let (lower, upper) = (window.lower, window.upper)
        let levels = [
            ("≥ \(upper.formatted(decimals: 1))", frame.y),
            (((lower + upper) / 2).formatted(decimals: 1), frame.y + frame.height / 2),
            ((lower > 0 ? "≤ " : "") + lower.formatted(decimals: 1), frame.bottom),
        ]
        for (label, y) in levels {
            fill(Rectangle(x: frame.right, y: y - 0.5, width: 4, height: 1), with: .black)
            text(label, x: frame.right + 7, y: y + 4.5, size: 13)
        }
        text("counts", x: frame.x, y: frame.bottom + 24, size: 13)
        text("per pixel", x: frame.x, y: frame.bottom + 40, size: 13)
    }

    /// The largest size, up to `size`, at which a text is no wider than `room`.
    func fitting(_ text: String, in room: Double, size: Double, weight: Weight = .normal) -> Double {
        min(size, size * room / max(width(of: text, size: size, weight: weight), 1))
    }
}

extension Palette {
    /// The palette as cairo's 32-bit pixels.
    var packed: [UInt32] {
        colours.map(\.packed)
    }

    /// Every pixel's colour, clamped at the window's ends.
    func pixels(of image: CountImage, window: DisplayWindow) -> [UInt32] {
        let colours = packed
        return image.pixels.map { colours[window.index(of: $0)] }
    }
}

extension RGB {
    /// As cairo's 32-bit pixel.
    var packed: UInt32 { UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue) }

    static let black = RGB(red: 0, green: 0, blue: 0)
    static let white = RGB(red: 255, green: 255, blue: 255)
    static let frame = RGB(red: 160, green: 160, blue: 160)
}

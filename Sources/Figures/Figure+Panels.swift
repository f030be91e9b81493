public import Scintigraphy

extension Figure {
    /// A scan as a reader expects it: its views side by side, the patient's right and left marked, with
    /// scale bar, counts, and the levels of the colours.
    ///
    /// Without a window, all views share the one of ``Scintigraphy/BoneScan/window``.
    public static func scan(
        _ scan: BoneScan, palette: Palette = .inverseGrey, window: DisplayWindow? = nil
    ) -> Figure {
        montage(scan.images.map { Panel($0) }, palette: palette, window: window ?? scan.window)
    }

    /// Several pictures at one window, so that they can be compared.
    ///
    /// - Parameters:
    ///   - panels: from left to right.
    ///   - palette: its colours.
    ///   - window: the counts of the first and the last of them.
    ///   - heat: what the heat over the pictures is, in words that stand below its colours.
    ///   - legend: what the tints of the pictures mean.
    ///   - notes: lines below all of them.
    /// - Precondition: there is at least one panel.
    public static func montage(
        _ panels: [Panel], palette: Palette = .inverseGrey, window: DisplayWindow, heat: [String] = [],
        legend: [Legend.Entry] = [], notes: [String] = []
    ) -> Figure {
        precondition(!panels.isEmpty)
        let layout = PanelLayout(panels, notes: notes.count, hasLegend: !legend.isEmpty)
        return Figure(width: layout.width, height: layout.height) { canvas in
            let titleSize = zip(panels, layout.frames).map(canvas.titleSize).min()!
            for (panel, frame) in zip(panels, layout.frames) {
                canvas.draw(panel, in: frame, titleSize: titleSize, palette: palette, window: window)
                if let millimetre = layout.pointsPerMillimetre {
                    canvas.scaleBar(x: frame.x, y: layout.scaleBarLine, pointsPerMillimetre: millimetre)
                }
            }
            canvas.colourBar(in: layout.colourBar, palette: palette, window: window)
            if !heat.isEmpty { canvas.heatBar(in: layout.heatBar, of: heat) }
            canvas.draw(legend, x: layout.heatBar.x, y: layout.heatBar.y + (heat.isEmpty ? 0 : 340))
            for (index, note) in notes.enumerated() {
                canvas.text(
                    note, x: layout.frames[0].x, y: layout.notes + PanelLayout.line * Double(index),
                    size: canvas.fitting(note, in: layout.width - 2 * layout.frames[0].x, size: 14))
            }
            canvas.text(
                "Research use only. Not for diagnosis.", x: layout.width / 2, y: layout.height - 14, size: 13,
                weight: .bold, aligned: .centre)
        }
    }
}

/// Where panels, colour bar and notices go: pictures in one row, at one scale, heads level.
struct PanelLayout {
    private static let margin = 20.0
    private static let header = 56.0
    private static let gap = 28.0
    /// The height of the tallest picture: a 1024-row matrix shows each pixel once.
    private static let pictureHeight = 1024.0
    static let line = 20.0

    let frames: [Rectangle]
    let colourBar, heatBar: Rectangle
    /// `nil` where a panel's pixel size is unknown or beyond reason; pixels are then drawn square.
    let pointsPerMillimetre: Double?
    let scaleBarLine: Double
    /// The base line of the first note on all panels.
    let notes: Double
    let width, height: Double

    init(_ panels: [Panel], notes count: Int = 0, hasLegend: Bool = false) {
        let known = panels.allSatisfy { $0.image.spacing?.isProportionate ?? false }
        let extents = panels.map { $0.image.extent(inMillimetres: known) }
        let scale = Self.pictureHeight / extents.map(\.height).max()!
        var x = Self.margin
        frames = extents.map { extent in
            defer { x += extent.width * scale + Self.gap }
            return Rectangle(x: x, y: Self.header, width: extent.width * scale, height: extent.height * scale)
        }
        pointsPerMillimetre = known ? scale : nil
        colourBar = Rectangle(x: x, y: Self.header + 14, width: 14, height: 256)
        heatBar = Rectangle(x: x, y: colourBar.bottom + 80, width: 14, height: 256)
        let below = Self.header + Self.pictureHeight
        let own = Double(panels.map(\.notes.count).max()!) * Self.line
        scaleBarLine = below + own + (known ? 28 : 0)
        notes = scaleBarLine + 30
        width = max(x + (hasLegend ? 150 : 90), 340)
        height = scaleBarLine + 44 + Double(count) * Self.line
    }
}

extension PixelSpacing {
    /// Whether a figure can show such pixels as they are: positive, and neither side more than four times the
    /// other.
    public var isProportionate: Bool {
        let (short, long) = (
            min(rowMillimetres, columnMillimetres), max(rowMillimetres, columnMillimetres)
        )
        return short > 0 && long.isFinite && long <= 4 * short
    }
}

extension CountImage {
    /// Width and height in the patient, or in pixels.
    func extent(inMillimetres: Bool) -> (width: Double, height: Double) {
        let (column, row) =
            inMillimetres ? (spacing!.columnMillimetres, spacing!.rowMillimetres) : (1, 1)
        return (Double(columns) * column, Double(rows) * row)
    }
}

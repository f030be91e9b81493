public import Scintigraphy

extension Figure {
    /// Many scans in rows, small and all at one scale, each at its own window.
    ///
    /// - Precondition: there is at least one scan, each has a view, and `columns` is positive.
    public static func gallery(
        _ scans: [CaptionedScan], columns: Int, palette: Palette = .inverseGrey, notes: [String] = []
    ) -> Figure {
        precondition(!scans.isEmpty && scans.allSatisfy { !$0.images.isEmpty } && columns > 0)
        let layout = GalleryLayout(scans, columns: columns, notes: notes.count)
        return Figure(width: layout.width, height: layout.height) { canvas in
            for (scan, place) in zip(scans, layout.places) {
                for (image, frame) in zip(scan.images, place.frames) {
                    canvas.image(
                        palette.pixels(of: image, window: scan.window), rows: image.rows,
                        columns: image.columns, in: frame)
                    canvas.stroke(frame, with: .frame, width: 0.5)
                }
                let left = place.frames[0].x
                for (index, line) in ([scan.title] + scan.lines).enumerated() {
                    let weight: Canvas.Weight = index == 0 ? .bold : .normal
                    canvas.text(
                        line, x: left, y: place.caption + 14 * Double(index),
                        size: canvas.fitting(line, in: layout.cell, size: 11.5, weight: weight),
                        weight: weight)
                }
            }
            for (index, note) in notes.enumerated() {
                canvas.text(note, x: GalleryLayout.margin, y: layout.notes + 16 * Double(index), size: 12)
            }
            canvas.text(
                "Research use only. Not for diagnosis.", x: layout.width / 2, y: layout.height - 10, size: 12,
                weight: .bold, aligned: .centre)
        }
    }
}

/// Where a gallery's pictures go: cells of one width, rows as tall as their tallest picture, heads level.
struct GalleryLayout {
    static let margin = 14.0
    private static let gap = 16.0
    private static let between = 3.0
    private static let pointsPerMillimetre = 0.22
    /// Of a pixel whose size is not known, or beyond reason.
    private static let assumedPixel = 2.4

    struct Place {
        let frames: [Rectangle]
        /// The base line of the caption's first line.
        let caption: Double
    }

    let places: [Place]
    /// A cell's width.
    let cell: Double
    let notes, width, height: Double

    init(_ scans: [CaptionedScan], columns: Int, notes count: Int) {
        let sizes = scans.map { $0.images.map(Self.size) }
        let cell =
            sizes.map { size in
                size.map(\.width).reduce(0, +) + Self.between * Double(size.count - 1)
            }.max() ?? 0
        var places: [Place] = []
        var y = Self.margin
        for start in stride(from: 0, to: scans.count, by: columns) {
            let row = start..<min(start + columns, scans.count)
            let tallest = sizes[row].joined().map(\.height).max() ?? 0
            for index in row {
                var x = Self.margin + Double(index - start) * (cell + Self.gap)
                let frames = sizes[index].map { size in
                    defer { x += size.width + Self.between }
                    return Rectangle(x: x, y: y, width: size.width, height: size.height)
                }
                places.append(Place(frames: frames, caption: y + tallest + 14))
            }
            let lines = row.map { 1 + scans[$0].lines.count }.max() ?? 0
            y += tallest + 14 * Double(lines) + 16
        }
        self.places = places
        self.cell = cell
        notes = y + 8
        let across = Double(min(columns, scans.count))
        width = max(2 * Self.margin + across * (cell + Self.gap) - Self.gap, 300)
        height = notes + 16 * Double(count) + 18
    }

    private static func size(of image: CountImage) -> (width: Double, height: Double) {
        let spacing = image.spacing.flatMap { $0.isProportionate ? $0 : nil }
        return (
            Double(image.columns) * (spacing?.columnMillimetres ?? assumedPixel) * pointsPerMillimetre,
            Double(image.rows) * (spacing?.rowMillimetres ?? assumedPixel) * pointsPerMillimetre
        )
    }
}

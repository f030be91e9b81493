public import Scintigraphy

/// One picture of a scan's view, with what is said above and below it.
public struct Panel: Sendable {
    /// One line above the picture.
    public let title: String
    /// What is shown.
    public let image: CountImage
    /// What lies over it as a heat: 0 to 1 for each pixel, row by row; `nil` for nothing.
    public let heat: [Float]?
    /// What colours it half transparently: for each pixel, row by row, a colour or none; `nil` for nothing.
    public let tints: [RGB?]?
    /// What lines cover it: for each pixel, row by row, a colour or none; `nil` for nothing.
    public let lines: [RGB?]?
    /// Words at places of the picture.
    public let marks: [Mark]
    /// Lines below the picture.
    public let notes: [String]
    /// The counts of its first and last colour, where it has its own; a ``Figure/plate(_:window:heat:legend:height:)``
    /// shows them.
    public let window: DisplayWindow?
    /// Numbers beside the picture that point at its places; a plate shows them.
    public let callouts: [Callout]

    /// Words at a place, which lies to the left of them and below.
    public struct Mark: Equatable, Sendable {
        let text: String
        /// Of the picture, from 0 in the middle of its first pixel.
        let row, column: Double

        /// These.
        public init(_ text: String, row: Double, column: Double) {
            (self.text, self.row, self.column) = (text, row, column)
        }
    }

    /// A number beside a picture, with a line to the place that it is of.
    public struct Callout: Equatable, Sendable {
        let text: String
        let colour: RGB
        /// Of the picture, from 0 in the middle of its first pixel.
        let row, column: Double

        /// This one.
        public init(_ text: String, _ colour: RGB, row: Double, column: Double) {
            (self.text, self.colour) = (text, colour)
            (self.row, self.column) = (row, column)
        }
    }

    /// A picture with these words.
    ///
    /// - Precondition: there is heat for every pixel, or none; and a tint or none for each, or nothing; likewise
    ///   a line's colour.
    public init(
        title: String, image: CountImage, heat: [Float]? = nil, tints: [RGB?]? = nil,
        lines: [RGB?]? = nil, marks: [Mark] = [], notes: [String] = [], window: DisplayWindow? = nil,
        callouts: [Callout] = []
    ) {
        precondition(heat.map { $0.count == image.pixels.count } ?? true)
        precondition(tints.map { $0.count == image.pixels.count } ?? true)
        precondition(lines.map { $0.count == image.pixels.count } ?? true)
        self.title = title
        self.image = image
        self.heat = heat
        self.tints = tints
        self.lines = lines
        self.marks = marks
        self.notes = notes
        self.window = window
        self.callouts = callouts
    }
}

extension Panel {
    /// A view as it was acquired: its name, its counts, its matrix.
    public init(_ image: CountImage, heat: [Float]? = nil) {
        let matrix = "\(image.rows) × \(image.columns) pixels"
        let size = image.spacing.map { " of \($0.text)" } ?? ", size not stated"
        self.init(
            title: image.view.rawValue.uppercased(), image: image, heat: heat,
            notes: ["\(image.total.grouped) counts", matrix + size])
    }
}

extension View {
    /// The patient's sides at the left and the right edge of the picture.
    ///
    /// An anterior view faces the patient, whose right is then on our left; a posterior view is seen
    /// from behind and kept so.
    public var sides: (left: String, right: String) {
        switch self {
        case .anterior: ("R", "L")
        case .posterior: ("L", "R")
        }
    }
}

extension PixelSpacing {
    /// Such as "2.26 mm", or "2.26 × 2.4 mm" where rows and columns differ.
    public var text: String {
        let (row, column) = (rowMillimetres.formatted(decimals: 3), columnMillimetres.formatted(decimals: 3))
        return row == column ? "\(row) mm" : "\(row) × \(column) mm"
    }
}

public import Scintigraphy

/// The picture whose edges a ``FullyConnectedCRF`` follows: greys, or the colours of a palette.
public struct GuideImage: Equatable, Sendable {
    /// The number of pixels along and across the body.
    public let rows, columns: Int
    /// Which of `colours` each pixel has, row by row.
    let entries: [UInt8]
    /// What differs between colours, on a screen's scale of 0 to 255: the grey, or red, green and blue.
    let colours: [SIMD3<Float>]

    /// Counts as greys, spread over the window: the arm without a palette.
    public init(_ image: CountImage, window: DisplayWindow) {
        self.init(
            rows: image.rows, columns: image.columns,
            grey: image.pixels.map { UInt8(window.index(of: $0)) })
    }

    /// Counts as a palette shows them.
    public init(_ image: CountImage, palette: Palette, window: DisplayWindow) {
        self.init(
            rows: image.rows, columns: image.columns,
            entries: image.pixels.map { UInt8(window.index(of: $0)) },
            of: palette.colours.map { [Float($0.red), Float($0.green), Float($0.blue)] })
    }

    /// Greys, row by row.
    ///
    /// - Precondition: `grey` fills `rows` × `columns`.
    public init(rows: Int, columns: Int, grey: [UInt8]) {
        self.init(rows: rows, columns: columns, entries: grey, of: (0...255).map { [Float($0), 0, 0] })
    }

    /// Entries of 256 colours, of which only those that occur, each once, are kept.
    private init(rows: Int, columns: Int, entries: [UInt8], of palette: [SIMD3<Float>]) {
        precondition(
            entries.count == rows * columns, "\(entries.count) pixels do not fill \(rows) × \(columns)")
        (self.rows, self.columns) = (rows, columns)
        var isUsed = [Bool](repeating: false, count: 256)
        for entry in entries { isUsed[Int(entry)] = true }
        var colours: [SIMD3<Float>] = []
        var places = [UInt8](repeating: 0, count: 256)
        for entry in 0..<256 where isUsed[entry] {
            let place = colours.firstIndex(of: palette[entry]) ?? colours.endIndex
            if place == colours.endIndex { colours.append(palette[entry]) }
            places[entry] = UInt8(place)
        }
        self.colours = colours
        self.entries = entries.map { places[Int($0)] }
    }
}

/// One planar view as a matrix of counts, row by row from the head.
public struct CountImage: Equatable, Sendable {
    /// The number of pixels along the body.
    public let rows: Int
    /// The number of pixels across the body.
    public let columns: Int
    /// The side of the patient that is seen.
    public let view: View
    /// The size of a pixel in the patient; `nil` where the source does not say.
    public let spacing: PixelSpacing?
    /// What the numbers are, and hence what may be done with them.
    public let meaning: PixelMeaning
    /// `rows * columns` values, row by row.
    public var pixels: [Float]

    /// An image of these pixels, row by row.
    ///
    /// - Precondition: `pixels` fills `rows` × `columns`, and there is at least one.
    public init(
        rows: Int, columns: Int, pixels: [Float], view: View, spacing: PixelSpacing?,
        meaning: PixelMeaning = .counts
    ) {
        precondition(rows > 0 && columns > 0, "an image of \(rows) × \(columns) has no pixels")
        precondition(
            pixels.count == rows * columns, "\(pixels.count) pixels do not fill \(rows) × \(columns)")
        self.rows = rows
        self.columns = columns
        self.pixels = pixels
        self.view = view
        self.spacing = spacing
        self.meaning = meaning
    }

    /// The sum over all pixels, in counts.
    public var total: Double { pixels.reduce(0) { $0 + Double($1) } }

    /// One pixel, in counts; both indices count from 0.
    public subscript(row: Int, column: Int) -> Float { pixels[row * columns + column] }

    /// The same view with other numbers in it.
    public func replacingPixels(_ pixels: [Float]) -> CountImage {
        CountImage(
            rows: rows, columns: columns, pixels: pixels, view: view, spacing: spacing, meaning: meaning)
    }
}

/// The distance between the centres of neighbouring pixels, in millimetres.
public struct PixelSpacing: Equatable, Codable, Sendable {
    /// Between one row and the next, along the body.
    public let rowMillimetres: Double
    /// Between one column and the next, across the body.
    public let columnMillimetres: Double

    /// Rows first, as DICOM's Pixel Spacing.
    public init(rowMillimetres: Double, columnMillimetres: Double) {
        self.rowMillimetres = rowMillimetres
        self.columnMillimetres = columnMillimetres
    }

    /// What a pixel covers, in cm².
    public var squareCentimetres: Double { rowMillimetres * columnMillimetres / 100 }
}

/// What the numbers in a ``CountImage`` are.
public enum PixelMeaning: Equatable, Sendable {
    /// Detected events: whole numbers, Poisson distributed about their mean.
    case counts
    /// The result of processing that is still on the scale of counts, such as a filtered image.
    case processedCounts
    /// Readable, but not to be counted: a lossy, 8-bit or rescaled copy. The text says which.
    case notForQuantification(String)
}

/// How probable each class is at each pixel of an image.
public struct ClassProbabilities: Equatable, Sendable {
    /// How many classes there are.
    public let classes: Int
    /// The number of pixels along and across the body.
    public let rows, columns: Int
    /// `classes * rows * columns` numbers from 0 to 1: class by class, then row by row. At a pixel they add up to 1.
    public let values: [Float]

    /// - Precondition: there are 1 to 255 classes, and `values` fills them.
    public init(classes: Int, rows: Int, columns: Int, values: [Float]) {
        precondition((1...255).contains(classes), "\(classes) classes cannot be labels")
        precondition(
            values.count == classes * rows * columns,
            "\(values.count) values do not fill \(classes) × \(rows) × \(columns)")
        (self.classes, self.rows, self.columns) = (classes, rows, columns)
        self.values = values
    }

    /// The most probable class of each pixel, row by row; of equals, the first.
    public var labels: [UInt8] {
        let pixels = rows * columns
        var best = Array(values[0..<pixels])
        var labels = [UInt8](repeating: 0, count: pixels)
        for label in 1..<max(classes, 1) {
            for pixel in 0..<pixels where values[label * pixels + pixel] > best[pixel] {
                best[pixel] = values[label * pixels + pixel]
                labels[pixel] = UInt8(label)
            }
        }
        return labels
    }
}

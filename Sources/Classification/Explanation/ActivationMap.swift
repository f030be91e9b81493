public import Scintigraphy

/// How much each pixel of a view spoke for “yes”, as a class activation map tells it.
public struct ActivationMap: Equatable, Sendable {
    /// The view that it lies over.
    public let view: View
    /// The rows and columns of that view as acquired.
    public let rows, columns: Int
    /// The size of a pixel in the patient; `nil` where the scan does not say.
    public let spacing: PixelSpacing?
    /// `rows * columns` numbers, row by row: 0 for nothing, 1 for the most in any view of the scan.
    public let values: [Float]

    /// A map over an image.
    ///
    /// - Precondition: there is a value for each of its pixels.
    init(over image: CountImage, values: [Float]) {
        precondition(values.count == image.pixels.count)
        (view, rows, columns) = (image.view, image.rows, image.columns)
        spacing = image.spacing
        self.values = values
    }
}

public import Scintigraphy

/// Where in the patient's frame the pixels of one view lie.
public struct ImageFrame: Equatable, Sendable {
    /// The numbers of pixels along and across the body.
    public let rows, columns: Int
    /// The side of a pixel, in mm.
    public let pixel: Float
    /// y of row 0's centre, in mm.
    public let top: Float
    /// x of the line between the two middle columns, in mm.
    public let centre: Float
    /// The side that is seen: columns grow with x in the anterior view, against it in the posterior one.
    public let view: View

    /// x of a column's centre, in mm.
    func x(column: Int) -> Float {
        let offset = (Float(column) - Float(columns - 1) / 2) * pixel
        return view == .anterior ? centre + offset : centre - offset
    }

    /// y of a row's centre, in mm.
    func y(row: Int) -> Float { top - Float(row) * pixel }

    /// The same frame of the other view.
    func seen(from view: View) -> ImageFrame {
        ImageFrame(rows: rows, columns: columns, pixel: pixel, top: top, centre: centre, view: view)
    }
}

import Foundation
import Scintigraphy

/// A view as an atlas sees it: fitted into a matrix of its own, the logarithm of 1 and the counts over those of the body,
/// smoothed by a pixel.
struct AtlasView {
    static let rows = 256
    static let columns = 64
    private static let matrix = BackboneInput(rows: rows, columns: columns)

    /// What is seen, row by row.
    let image: BilinearImage
    /// From pixels of the view as acquired to those of the matrix: a shift and a factor along and across.
    private let down, right: (first: Double, step: Double)

    /// Throws where the view holds no counts.
    init(_ view: CountImage) throws {
        let prepared = try Self.matrix.prepared(view)
        let place = prepared.place(of: Self.matrix)
        let counts = prepared.crop(
            CropSize(rows: Self.rows, columns: Self.columns), at: place, of: prepared.image)
        let seen = CountImage(
            rows: Self.rows, columns: Self.columns, pixels: counts.map { log1p($0 / prepared.body) },
            view: view.view, spacing: PixelSpacing(rowMillimetres: 1, columnMillimetres: 1),
            meaning: .processedCounts)
        image = BilinearImage(
            rows: Self.rows, columns: Self.columns,
            pixels: try seen.gaussianFiltered(fwhmMillimetres: 2.354_820_045).pixels)
        let side = Double(prepared.binning(of: view.rows, view.columns))
        // A pixel's middle, ((pixel + 1/2) / side - 1/2 - first) / step.
        func axis(_ first: Double) -> (Double, Double) {
            ((0.5 / side - 0.5 - first) / place.step, 1 / (side * place.step))
        }
        (down, right) = (axis(place.top), axis(place.left))
    }

    /// Where in the matrix a row of the view lies, and a column.
    func row(of row: Int) -> Double { down.first + Double(row) * down.step }
    func column(of column: Int) -> Double { right.first + Double(column) * right.step }

    /// Where in the view a row of the matrix lies, and a column.
    func viewRow(at row: Double) -> Double { (row - down.first) / down.step }
    func viewColumn(at column: Double) -> Double { (column - right.first) / right.step }
}

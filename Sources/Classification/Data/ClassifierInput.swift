import Foundation
public import Scintigraphy

/// What a classifier sees of a scan: each view fitted into a matrix of one size, the square root of its counts over that
/// of the body, at most four times that, less 1.
///
/// Hajianfar et al. do not say what theirs saw. The square root makes the noise of all pixels alike; a full bladder or a
/// spot at the injection site changes nothing elsewhere.
public struct ClassifierInput: Codable, Equatable, Sendable {
    /// The rows of the matrix, along the body.
    public var rows: Int
    /// Its columns.
    public var columns: Int

    /// What nothing exceeds, in roots of the body's counts.
    private static let most: Float = 4

    /// A matrix of this size.
    public init(rows: Int, columns: Int) {
        self.rows = rows
        self.columns = columns
    }

    /// The images of these views. Throws where one is missing, or holds no counts.
    func images(of scan: BoneScan, _ views: [View]) throws(ClassificationError) -> [CountImage] {
        var images: [CountImage] = []
        for view in views {
            guard let image = scan[view] else {
                throw ClassificationError(
                    "the scan has no \(view.rawValue) view; choose a model of the "
                        + "\(scan.images.map(\.view.rawValue).joined(separator: " and ")) view alone")
            }
            guard image.total > 0, image.pixels.allSatisfy({ $0 >= 0 && $0.isFinite }) else {
                throw ClassificationError(
                    "the \(view.rawValue) view holds no counts, or numbers that are none; give the scan as acquired"
                )
            }
            images.append(image)
        }
        return images
    }

    /// The counts of squares of pixels, of as many as go into a pixel of the matrix: whole numbers as before, which
    /// can be thinned.
    func binned(_ image: CountImage) -> CountImage {
        image.binned(by: binning(of: image))
    }

    /// Where lesions lie in the pixels of ``binned(_:)``: 1 in those of which any part lies in one, 0 in the others.
    func binned(_ mask: LabelImage, like image: CountImage) -> CountImage {
        let side = binning(of: image)
        let (rows, columns) = (image.rows / side, image.columns / side)
        var pixels = [Float](repeating: 0, count: rows * columns)
        for (place, label) in mask.labels.enumerated() where label > 0 {
            let (row, column) = (place / mask.columns / side, place % mask.columns / side)
            if row < rows, column < columns { pixels[row * columns + column] = 1 }
        }
        return CountImage(
            rows: rows, columns: columns, pixels: pixels, view: image.view, spacing: nil,
            meaning: .processedCounts)
    }

    /// The matrix of an image, row by row.
    func seen(_ image: CountImage, at placement: Placement = Placement()) -> [Float] {
        standardised(sampled(image, at: placement).map { $0.squareRoot() })
    }

    /// The same of a mask: the share of each pixel of the matrix that lies in a lesion.
    func seen(mask: CountImage, at placement: Placement = Placement()) -> [Float] {
        sampled(mask, at: placement)
    }

    /// An image's values at the places of the matrix.
    private func sampled(_ image: CountImage, at placement: Placement) -> [Float] {
        let scale = scale(of: image)
        let (sine, cosine) = (sin(placement.turn), cos(placement.turn))
        let zoom = scale / placement.size
        let middle = (row: Double(image.rows - 1) / 2, column: Double(image.columns - 1) / 2)
        var values: [Float] = []
        values.reserveCapacity(rows * columns)
        for row in 0..<rows {
            let down = (Double(row) - Double(rows - 1) / 2 - placement.down * Double(rows)) * zoom
            for column in 0..<columns {
                var right =
                    (Double(column) - Double(columns - 1) / 2 - placement.right * Double(columns)) * zoom
                if placement.isMirrored { right = -right }
                values.append(
                    image.interpolated(
                        row: middle.row + cosine * down - sine * right,
                        column: middle.column + sine * down + cosine * right))
            }
        }
        return values
    }

    /// The matrices of a scan's views, one after the other, as scans are judged: without augmentation.
    func seen(_ scan: LabelledScan) -> [Float] { scan.views.flatMap { seen($0) } }

    /// How many of an image's rows and columns ``binned(_:)`` adds up.
    func binning(of image: CountImage) -> Int {
        // Never more than there are: a strip of pixels stays a strip.
        max(1, min(Int(scale(of: image).rounded(.down)), min(image.rows, image.columns)))
    }

    /// How many of the image's pixels go into one of the matrix, so that all of it fits.
    func scale(of image: CountImage) -> Double {
        max(Double(image.rows) / Double(rows), Double(image.columns) / Double(columns))
    }

    private func standardised(_ roots: [Float]) -> [Float] {
        let body = bodyLevel(of: roots, limit: Self.most)
        guard body > 0 else { return roots.map { _ in -1 } }
        let factor = 1 / body
        return roots.map { min($0 * factor, Self.most) - 1 }
    }
}

extension ClassifierInput {
    /// How a scan lies in the matrix, as augmentation moves it.
    struct Placement: Equatable {
        /// In radians, about the middle.
        var turn = 0.0
        /// Of the body, 1 as it is.
        var size = 1.0
        /// Shares of the matrix.
        var down = 0.0, right = 0.0
        /// Left to right.
        var isMirrored = false
    }
}

extension CountImage {
    /// Between four pixels; 0 outside.
    fileprivate func interpolated(row: Double, column: Double) -> Float {
        let (top, left) = (row.rounded(.down), column.rounded(.down))
        let (below, beside) = (Float(row - top), Float(column - left))
        func pixel(_ row: Double, _ column: Double) -> Float {
            guard row >= 0, column >= 0, row < Double(rows), column < Double(columns) else { return 0 }
            return self[Int(row), Int(column)]
        }
        let upper = pixel(top, left) * (1 - beside) + pixel(top, left + 1) * beside
        let lower = pixel(top + 1, left) * (1 - beside) + pixel(top + 1, left + 1) * beside
        return upper * (1 - below) + lower * below
    }
}

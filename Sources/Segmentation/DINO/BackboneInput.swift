import Foundation
public import Scintigraphy

/// What a backbone sees of a view: fitted into a matrix of one size, the logarithm of 1 and the counts over those of the
/// body.
///
/// The logarithm shows soft tissue, bone and a full bladder at once. It is standardised by what it is in simulated views,
/// 0.3 ± 0.4, empty air included: an untrained transformer tells images apart four times as well as without.
public struct BackboneInput: Codable, Equatable, Sendable {
    /// The rows of the matrix, along the body.
    public var rows: Int
    /// Its columns.
    public var columns: Int

    /// A matrix of this size.
    public init(rows: Int, columns: Int) {
        self.rows = rows
        self.columns = columns
    }

    /// A pixel as it is seen, by its counts over the body's; the logarithm to the power of `gamma`.
    static func seen(_ counts: Float, gamma: Float = 1) -> Float { (pow(log1p(counts), gamma) - 0.3) / 0.4 }

    /// A view made ready to be seen. Throws where it holds no counts.
    public func prepared(_ image: CountImage) throws(SegmentationError) -> PreparedView {
        guard image.total > 0, image.pixels.allSatisfy({ $0 >= 0 && $0.isFinite }) else {
            throw SegmentationError(
                "the \(image.view.rawValue) view holds no counts, or numbers that are none; give the scan as acquired"
            )
        }
        let scale = max(Double(image.rows) / Double(rows), Double(image.columns) / Double(columns))
        let side = max(1, min(Int(scale.rounded(.down)), min(image.rows, image.columns)))
        let binned = image.binned(by: side)
        return PreparedView(image: binned, body: binned.bodyLevel, step: scale / Double(side))
    }

    /// The whole view in the matrix, row by row: what is told apart when training is over.
    public func seen(_ view: PreparedView) -> [Float] {
        view.crop(CropSize(rows: rows, columns: columns), at: view.place(of: self))
    }
}

/// The rows and columns of what is cut out of a view's matrix.
public struct CropSize: Codable, Equatable, Sendable, CustomStringConvertible {
    /// From top to bottom, and from left to right.
    public var rows, columns: Int

    /// Rows first.
    public init(rows: Int, columns: Int) { (self.rows, self.columns) = (rows, columns) }

    public var description: String { "\(rows) × \(columns)" }
}

/// A view with what a backbone needs to see it.
public struct PreparedView: Sendable {
    /// Counts, added up over squares of as many pixels as go into one of the matrix: they can still be thinned.
    let image: CountImage
    /// The counts of the body in a pixel of it.
    let body: Float
    /// How many of its pixels, 1 or more but for the smallest views, go into one of the matrix.
    let step: Double

    /// Where a crop lies in ``image``, and how large its pixels are there.
    struct Place: Equatable, Sendable {
        /// The middle of its first pixel.
        var top, left: Double
        /// From one of its pixels to the next.
        var step: Double
    }

    /// Where the whole matrix lies: its middle is the view's.
    func place(of input: BackboneInput) -> Place {
        Place(
            top: (Double(image.rows - 1) - Double(input.rows - 1) * step) / 2,
            left: (Double(image.columns - 1) - Double(input.columns - 1) * step) / 2, step: step)
    }

    /// What is seen there, row by row, of all counts.
    func crop(_ size: CropSize, at place: Place) -> [Float] {
        crop(size, at: place, of: image).map { BackboneInput.seen($0 / body) }
    }

    /// What an image of this one's size has there, row by row: between four pixels, and 0 outside.
    func crop(_ size: CropSize, at place: Place, of image: CountImage) -> [Float] {
        image.pixels.withUnsafeBufferPointer { pixels in
            func pixel(_ row: Int, _ column: Int) -> Float {
                guard row >= 0, column >= 0, row < image.rows, column < image.columns else { return 0 }
                return pixels[row * image.columns + column]
            }
            var values: [Float] = []
            values.reserveCapacity(size.rows * size.columns)
            for row in 0..<size.rows {
                let down = place.top + Double(row) * place.step
                let top = down.rounded(.down)
                let below = Float(down - top)
                for column in 0..<size.columns {
                    let right = place.left + Double(column) * place.step
                    let left = right.rounded(.down)
                    let beside = Float(right - left)
                    let (i, j) = (Int(top), Int(left))
                    let upper = pixel(i, j) * (1 - beside) + pixel(i, j + 1) * beside
                    let lower = pixel(i + 1, j) * (1 - beside) + pixel(i + 1, j + 1) * beside
                    values.append(upper * (1 - below) + lower * below)
                }
            }
            return values
        }
    }
}

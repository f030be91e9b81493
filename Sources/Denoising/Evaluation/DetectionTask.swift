import Foundation
import Scintigraphy

/// Lesions of known shape, size and place, to be told from the same places without them.
///
/// Signal and background known exactly: Gaussian blobs in the expected counts of a simulated view, as a
/// small lesion looks through the camera, on places as bright as bone and far from each other, so that one
/// image holds many. What a method makes of images with and without them is given to an observer, see
/// ``ChannelizedHotellingObserver``.
public struct DetectionTask: Codable, Equatable, Sendable {
    /// The lesions' full width at half maximum, the camera's resolution included.
    public var fwhmMillimetres: Double
    /// The peak of a lesion over the mean of what it lies in.
    public var contrast: Double
    /// The least distance between two lesions.
    public var distanceMillimetres: Double
    /// The most lesions in an image.
    public var places: Int
    /// The side of the square about a place that the observer sees, in pixels: even.
    public var regionPixels: Int

    /// Blobs of 12 mm, at least 40 mm apart, seen in 24 × 24 pixels, as set.
    public init(
        contrast: Double, fwhmMillimetres: Double = 12, distanceMillimetres: Double = 40, places: Int = 12,
        regionPixels: Int = 24
    ) {
        self.contrast = contrast
        self.fwhmMillimetres = fwhmMillimetres
        self.distanceMillimetres = distanceMillimetres
        self.places = places
        self.regionPixels = regionPixels
    }

    /// A place of a lesion: the pixel in its middle, and the expected counts there without it.
    struct Place: Equatable {
        let row, column: Int
        let background: Double
    }

    /// The standard deviation of a lesion in pixels.
    func sigmaPixels(_ spacing: PixelSpacing) -> Double {
        fwhmMillimetres / (8 * log(2)).squareRoot()
            / (spacing.rowMillimetres * spacing.columnMillimetres).squareRoot()
    }

    /// Places drawn by the generator among those that are bright as bone is: brighter than the body within 30
    /// mm, not among the brightest hundredth (urine, injection), not a lesion already.
    func places(
        in mean: CountImage, lesions: LabelImage?, using generator: inout SeededGenerator
    ) throws(EvaluationError) -> [Place] {
        let spacing = try mean.requiredSpacing()
        let brightest = mean.quantile(0.99)
        let body = mean.pixels.map { $0 > 0.1 * brightest ? Float(1) : 0 }
        let disc = Disc(diameterMillimetres: 60, spacing: spacing)
        let areas = disc.sums(of: body, rows: mean.rows, columns: mean.columns)
        let sums = disc.sums(
            of: zip(body, mean.pixels).map { $0 * $1 }, rows: mean.rows, columns: mean.columns)
        let margin = regionPixels / 2
        var open: [Int] = []
        for row in margin..<max(margin, mean.rows - margin) {
            for column in margin..<max(margin, mean.columns - margin) {
                let pixel = row * mean.columns + column
                let counts = mean.pixels[pixel]
                let isBone = body[pixel] > 0 && Double(counts) * areas[pixel] > sums[pixel]
                let isFree = counts <= brightest && lesions?.labels[pixel] ?? 0 == 0
                if isBone && isFree { open.append(pixel) }
            }
        }
        open.shuffle(using: &generator)
        var chosen: [Place] = []
        for pixel in open where chosen.count < places {
            let (row, column) = (pixel / mean.columns, pixel % mean.columns)
            let isApart = chosen.allSatisfy { other in
                let down = Double(row - other.row) * spacing.rowMillimetres
                let right = Double(column - other.column) * spacing.columnMillimetres
                return down * down + right * right >= distanceMillimetres * distanceMillimetres
            }
            if isApart {
                chosen.append(Place(row: row, column: column, background: Double(mean.pixels[pixel])))
            }
        }
        return chosen
    }

    /// The expected counts with a lesion at each place.
    func withLesions(_ mean: CountImage, at places: [Place]) throws(EvaluationError) -> CountImage {
        let spacing = try mean.requiredSpacing()
        let variance = pow(fwhmMillimetres, 2) / (8 * log(2))
        var result = mean
        let reach = Int((4 * variance.squareRoot() / min(spacing.rowMillimetres, spacing.columnMillimetres)))
        for place in places {
            for row in max(0, place.row - reach)...min(mean.rows - 1, place.row + reach) {
                for column in max(0, place.column - reach)...min(mean.columns - 1, place.column + reach) {
                    let down = Double(row - place.row) * spacing.rowMillimetres
                    let right = Double(column - place.column) * spacing.columnMillimetres
                    let share = exp(-(down * down + right * right) / (2 * variance))
                    result.pixels[row * mean.columns + column] += Float(contrast * place.background * share)
                }
            }
        }
        return result
    }
}

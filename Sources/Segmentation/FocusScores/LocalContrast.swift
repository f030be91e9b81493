public import Scintigraphy

/// How far each place of a view stands out from its surroundings: a score of foci that learns nothing.
///
/// The difference of two Gaussians finds blobs of a size between the two (Marr, Hildreth: Theory of edge detection. Proc R
/// Soc Lond B 207:187-217, 1980). Here it is measured in the standard deviations that Poisson noise gives it; of counts n,
/// with g the narrow and w the wide Gaussian,
///
///     z = (g∗n - w∗n) / √(Σ (g - w)² max(w∗n, body / 20))
///
/// body being the median of w∗n where it is above its mean.
public struct LocalContrast: Codable, Equatable, Sendable {
    /// The standard deviation of the Gaussian that sees the place, in millimetres.
    public var narrowMillimetres = 3.0
    /// Of that which sees its surroundings.
    public var wideMillimetres = 8.0

    /// What found most metastases of simulated patients.
    public init() {}

    /// The score of each pixel, row by row, in standard deviations.
    ///
    /// Throws where the view holds no counts or has no pixel spacing, or a width cannot be used.
    public func callAsFunction(_ view: CountImage) throws -> [Float] {
        let contrast = try ContrastMap(view, self)
        return contrast.values.map { $0 / contrast.noise }
    }
}

/// The classical score, for comparison: smoothed counts over those of the body.
public struct BodyRatio: Codable, Equatable, Sendable {
    /// The standard deviation of the Gaussian that smooths, in millimetres.
    public var smoothingMillimetres = 3.0

    /// What is usual.
    public init() {}

    /// The score of each pixel, row by row: 1 in the body's median.
    ///
    /// Throws where the view holds no counts or has no pixel spacing, or the width cannot be used.
    public func callAsFunction(_ view: CountImage) throws -> [Float] {
        let smooth = try view.smoothed(sigmaMillimetres: smoothingMillimetres)
        let body = bodyLevel(of: smooth)
        return smooth.map { $0 / body }
    }
}

/// The local contrast of a view on a scale that does not depend on how many counts it has.
struct ContrastMap {
    /// (g∗n - w∗n) / √(body · max(w∗n, body / 20)) of each pixel.
    let values: [Float]
    /// The standard deviation of these that Poisson noise gives.
    let noise: Float
    /// The wide Gaussian's counts over the body's.
    let surroundings: [Float]

    init(_ view: CountImage, _ widths: LocalContrast) throws {
        let narrow = try view.smoothed(sigmaMillimetres: widths.narrowMillimetres)
        let wide = try view.smoothed(sigmaMillimetres: widths.wideMillimetres)
        let body = bodyLevel(of: wide)
        values = zip(narrow, wide).map { ($0 - $1) / (body * max($1, body / 20)).squareRoot() }
        noise = (try Self.noiseGain(view, widths) / body).squareRoot()
        surroundings = wide.map { $0 / body }
    }

    /// Σ (g - w)², by what becomes of a single count.
    private static func noiseGain(_ view: CountImage, _ widths: LocalContrast) throws -> Float {
        guard let spacing = view.spacing else { return 1 }
        let reach = widths.wideMillimetres / min(spacing.rowMillimetres, spacing.columnMillimetres)
        let side = 2 * Int((4 * reach).rounded(.up)) + 3
        var pixels = [Float](repeating: 0, count: side * side)
        pixels[side * side / 2] = 1
        let count = CountImage(rows: side, columns: side, pixels: pixels, view: view.view, spacing: spacing)
        let narrow = try count.smoothed(sigmaMillimetres: widths.narrowMillimetres)
        let wide = try count.smoothed(sigmaMillimetres: widths.wideMillimetres)
        return zip(narrow, wide).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    }
}

extension CountImage {
    /// Smoothed by a Gaussian. Throws where there are no counts, no spacing, or the width is no positive number.
    fileprivate func smoothed(sigmaMillimetres: Double) throws -> [Float] {
        guard total > 0, pixels.allSatisfy({ $0 >= 0 && $0.isFinite }) else {
            throw SegmentationError(
                "the \(view.rawValue) view holds no counts, or numbers that are none; give the scan as acquired"
            )
        }
        return try gaussianFiltered(fwhmMillimetres: sigmaMillimetres * 2.354_820_045).pixels
    }
}

import Foundation

extension CountImage {
    /// Smoothed by a Gaussian of the given full width at half maximum, in millimetres.
    ///
    /// Separable, cut off at four standard deviations, and mirrored at the border about the edge of
    /// the last pixel, as `scipy.ndimage.gaussian_filter(mode: "reflect", truncate: 4)` does. What the
    /// kernel spreads over the border comes back in: the total stays the same, to rounding.
    ///
    /// Throws where the image has no pixel spacing, or the width is not a positive number.
    public func gaussianFiltered(fwhmMillimetres: Double) throws(ScintigraphyError) -> CountImage {
        guard let spacing else {
            throw ScintigraphyError(
                "the \(view.rawValue) view has no pixel spacing, so a filter width in millimetres "
                    + "means nothing; use a scan whose Pixel Spacing is given")
        }
        guard fwhmMillimetres > 0, fwhmMillimetres.isFinite else {
            throw ScintigraphyError(
                "a Gaussian filter cannot be \(fwhmMillimetres) mm wide; give a width above 0 mm, such as 8")
        }
        let sigma = fwhmMillimetres / (8 * log(2)).squareRoot()
        let along = GaussianKernel(sigma: sigma / spacing.rowMillimetres, truncate: 4)
        let across = GaussianKernel(sigma: sigma / spacing.columnMillimetres, truncate: 4)
        guard max(along.radius, across.radius) <= 10_000 else {
            throw ScintigraphyError(
                "a Gaussian filter of \(fwhmMillimetres) mm is far wider than the image; give a smaller width"
            )
        }
        return processed(
            into: across.appliedAcross(
                along.appliedAlong(pixels, rows: rows, columns: columns),
                rows: rows, columns: columns))
    }

    /// The same view with the result of a filter in it, which no longer holds detected events.
    func processed(into pixels: [Float]) -> CountImage {
        var after = meaning
        if after == .counts { after = .processedCounts }
        return CountImage(
            rows: rows, columns: columns, pixels: pixels, view: view, spacing: spacing, meaning: after)
    }
}

/// Samples of a Gaussian that add up to one.
struct GaussianKernel {
    /// From the centre to the last sample: `radius` + 1 weights.
    let weights: [Double]
    var radius: Int { weights.count - 1 }

    /// `sigma` in pixels; the radius is `truncate` × `sigma`, rounded.
    init(sigma: Double, truncate: Double) {
        let radius = Int(min(truncate * sigma, 1e6) + 0.5)
        if radius == 0 {  // narrower than an eighth of a pixel: nothing is spread
            weights = [1]
            return
        }
        let samples = (0...radius).map { exp(-0.5 * Double($0 * $0) / (sigma * sigma)) }
        let sum = 2 * samples.reduce(0, +) - samples[0]
        weights = samples.map { $0 / sum }
    }

    /// Filters every column.
    func appliedAlong(_ pixels: [Float], rows: Int, columns: Int) -> [Float] {
        let weights = weights.map { Float($0) }
        return [Float](unsafeUninitializedCapacity: pixels.count) { result, count in
            pixels.withUnsafeBufferPointer { pixels in
                for row in 0..<rows {
                    let sum = result.baseAddress! + row * columns
                    let centre = pixels.baseAddress! + row * columns
                    for column in 0..<columns { sum[column] = weights[0] * centre[column] }
                    for offset in 1..<weights.count {
                        let weight = weights[offset]
                        let above = pixels.baseAddress! + mirrored(row - offset, rows) * columns
                        let below = pixels.baseAddress! + mirrored(row + offset, rows) * columns
                        for column in 0..<columns { sum[column] += weight * (above[column] + below[column]) }
                    }
                }
            }
            count = pixels.count
        }
    }

    /// Filters every row.
    func appliedAcross(_ pixels: [Float], rows: Int, columns: Int) -> [Float] {
        let weights = weights.map { Float($0) }
        var padded = [Float](repeating: 0, count: columns + 2 * radius)
        return [Float](unsafeUninitializedCapacity: pixels.count) { result, count in
            padded.withUnsafeMutableBufferPointer { padded in
                for row in 0..<rows {
                    for i in padded.indices {
                        padded[i] = pixels[row * columns + mirrored(i - radius, columns)]
                    }
                    let sum = result.baseAddress! + row * columns
                    let centre = padded.baseAddress! + radius
                    for column in 0..<columns { sum[column] = weights[0] * centre[column] }
                    for offset in 1..<weights.count {
                        let weight = weights[offset]
                        for column in 0..<columns {
                            sum[column] += weight * (centre[column - offset] + centre[column + offset])
                        }
                    }
                }
            }
            count = pixels.count
        }
    }
}

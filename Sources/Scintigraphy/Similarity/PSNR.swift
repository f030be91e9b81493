import Foundation

/// What stands for the largest signal in ``psnr(_:reference:peak:)`` and ``ssim(_:reference:peak:)``.
///
/// The choice moves the peak signal-to-noise ratio of a bone scan by many decibels, so that a number
/// means little without it.
public enum PSNRPeak: Equatable, Sendable, CustomStringConvertible {
    /// The reference's highest pixel: often the bladder or the place of injection.
    case referenceMaximum
    /// The reference's quantile, such as 0.999: the skeleton, whatever the bladder holds.
    case percentile(Double)
    /// The same number of counts for all images.
    case fixed(Double)

    /// As it is printed beside a number.
    public var description: String {
        switch self {
        case .referenceMaximum: "peak = reference maximum"
        case .percentile(let q): "peak = \(percent(q))th percentile of the reference"
        case .fixed(let counts): "peak = \(counts) counts"
        }
    }

    /// The peak in counts. Throws unless it is a positive number.
    public func counts(in reference: CountImage) throws(ScintigraphyError) -> Double {
        let peak: Double
        switch self {
        case .referenceMaximum: peak = Double(reference.pixels.max() ?? 0)
        case .percentile(let q):
            guard (0...1).contains(q) else {
                throw ScintigraphyError(
                    "a peak cannot be the quantile \(q); give one from 0 to 1, such as 0.999")
            }
            peak = Double(reference.quantile(q))
        case .fixed(let counts): peak = counts
        }
        guard peak > 0, peak.isFinite else {
            throw ScintigraphyError(
                "the \(description) is \(peak), against which nothing can be measured; "
                    + "name another peak or use a reference that holds counts")
        }
        return peak
    }
}

/// 99.9 for 0.999: without what binary fractions leave in the last digits.
private func percent(_ quantile: Double) -> String {
    let rounded = (quantile * 1e8).rounded() / 1e6
    return Int(exactly: rounded).map(String.init) ?? "\(rounded)"
}

/// The peak signal-to-noise ratio 10 log₁₀(peak² / mean squared error), in decibels; +∞ for equal images.
///
/// Images are compared as they are: bring a scan of fewer counts to the reference's scale first.
/// Throws where the sizes differ or the peak is not positive.
public func psnr(
    _ image: CountImage, reference: CountImage, peak: PSNRPeak
) throws(ScintigraphyError) -> Double {
    try requireEqualSize(image, reference)
    let peak = try peak.counts(in: reference)
    var sum = 0.0
    for i in image.pixels.indices {
        let difference = Double(image.pixels[i]) - Double(reference.pixels[i])
        sum += difference * difference
    }
    return 10 * log10(peak * peak / (sum / Double(image.pixels.count)))
}

func requireEqualSize(_ image: CountImage, _ reference: CountImage) throws(ScintigraphyError) {
    guard image.rows == reference.rows, image.columns == reference.columns else {
        throw ScintigraphyError(
            "an image of \(image.rows) × \(image.columns) cannot be compared with a reference of "
                + "\(reference.rows) × \(reference.columns); give images of one size")
    }
}

public import Scintigraphy
import Statistics

/// Whether a method's stated uncertainty is the error that it makes, in one image.
///
/// Kuleshov, Fenner, Ermon: Accurate uncertainties for deep learning using calibrated regression. ICML 2018,
/// for coverage; Levi et al.: Evaluating and calibrating uncertainty prediction in regression tasks. Sensors
/// 22:5540, 2022, for the table of stated and made errors. Pixels of an image are not independent: intervals
/// go over images.
public struct Calibration: Codable, Equatable, Sendable {
    /// The share of pixels whose true value lies within an interval.
    public struct Coverage: Codable, Equatable, Sendable {
        /// The share that should: the interval is the stated normal distribution's, about its mean.
        public let level: Double
        /// The share that does.
        public let share: Double
    }

    /// Pixels of about the same stated deviation.
    public struct Bin: Codable, Equatable, Sendable {
        /// How many.
        public let pixels: Int
        /// Their root mean square of stated deviations, and of errors, in counts: equal where well
        /// calibrated.
        public let stated, made: Double
    }

    /// For intervals of 50, 68, 90 and 95 %.
    public let coverage: [Coverage]
    /// From the least stated deviation to the largest, of as many pixels each as can be.
    public let reliability: [Bin]
    /// The expected normalised calibration error: the bins' mean of |stated - made| / stated, by pixels.
    public let error: Double

    /// Of the pixels in which `truth` is more than a twentieth of its 99th percentile: the body.
    ///
    /// `mean` and `deviation` are what the method states of each pixel, on the scale of `truth`, the expected
    /// counts. Throws where the images are not of one size, hold no body, or a stated deviation is not
    /// positive.
    public init(mean: CountImage, deviation: CountImage, truth: CountImage, bins: Int = 10) throws {
        try truth.requireSize(of: mean)
        try truth.requireSize(of: deviation)
        let least = 0.05 * truth.quantile(0.99)
        let body = truth.pixels.indices.filter { truth.pixels[$0] > least }
        guard !body.isEmpty, body.allSatisfy({ deviation.pixels[$0] > 0 && mean.pixels[$0].isFinite }) else {
            throw EvaluationError(
                "the uncertainty of the \(truth.view.rawValue) view cannot be judged: a deviation is not "
                    + "above 0, a mean is not a number, or the truth holds no counts")
        }
        let errors = body.map { pixel in
            (stated: Double(deviation.pixels[pixel]), made: Double(mean.pixels[pixel] - truth.pixels[pixel]))
        }
        coverage = [0.5, 0.68, 0.9, 0.95].map { level in
            let reach = normalQuantile(0.5 + level / 2)
            let inside = errors.count { $0.made.magnitude <= reach * $0.stated }
            return Coverage(level: level, share: Double(inside) / Double(errors.count))
        }
        let sorted = errors.sorted { $0.stated < $1.stated }
        let number = max(1, min(bins, sorted.count))
        reliability = (0..<number).map { bin in
            let members = sorted[bin * sorted.count / number..<(bin + 1) * sorted.count / number]
            func root(_ square: ((stated: Double, made: Double)) -> Double) -> Double {
                (members.reduce(0) { $0 + square($1) } / Double(members.count)).squareRoot()
            }
            return Bin(
                pixels: members.count, stated: root { $0.stated * $0.stated },
                made: root { $0.made * $0.made })
        }
        error =
            reliability.reduce(0) { sum, bin in
                sum + Double(bin.pixels) * abs(bin.stated - bin.made) / bin.stated
            } / Double(sorted.count)
    }
}

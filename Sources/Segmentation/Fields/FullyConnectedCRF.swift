public import Foundation

/// System C's last step: a field in which every pixel speaks with every other, so that labels follow the image's edges.
///
/// Krähenbühl, Koltun: Efficient inference in fully connected CRFs with Gaussian edge potentials. NIPS 2011,
/// https://arxiv.org/abs/1210.5644. The energy of labels x is Σᵢ -log pᵢ(xᵢ) + Σᵢ<ⱼ [xᵢ ≠ xⱼ] k(i, j): classes' own
/// probabilities, and Potts' price for two pixels of different labels, which is the higher the nearer they lie and the
/// more alike they look:
///
///     k(i, j) = smoothnessWeight exp(-|pᵢ - pⱼ|² / 2 smoothnessPixels²)
///             + appearanceWeight exp(-|pᵢ - pⱼ|² / 2 appearancePixels² - |Iᵢ - Iⱼ|² / 2 appearanceLevels²)
///
/// Each of the two kernels K is normalised symmetrically, to D^(-1/2) K D^(-1/2) with D the sums of K's rows, and a
/// pixel speaks with itself, too: both as in the authors' published implementation, not in their text. Mean-field
/// inference: all pixels at once, Q ← softmax(log p + Σ K Q), from Q = p.
public struct FullyConnectedCRF: Codable, Hashable, Sendable {
    /// How far the kernel that sees places only reaches, as a standard deviation in pixels.
    public var smoothnessPixels: Double
    /// What it counts.
    public var smoothnessWeight: Double
    /// How far the kernel that sees places and colours reaches, as a standard deviation in pixels.
    public var appearancePixels: Double
    /// How different colours may be, as a standard deviation on a screen's scale of 0 to 255.
    public var appearanceLevels: Double
    /// What that kernel counts.
    public var appearanceWeight: Double
    /// How often all pixels speak with each other.
    public var iterations: Int

    /// As STEGO sets them.
    public init(
        smoothnessPixels: Double = 1, smoothnessWeight: Double = 3, appearancePixels: Double = 67,
        appearanceLevels: Double = 3, appearanceWeight: Double = 4, iterations: Int = 10
    ) {
        self.smoothnessPixels = smoothnessPixels
        self.smoothnessWeight = smoothnessWeight
        self.appearancePixels = appearancePixels
        self.appearanceLevels = appearanceLevels
        self.appearanceWeight = appearanceWeight
        self.iterations = iterations
    }

    /// The probabilities after inference. The answer does not depend on `workers`.
    ///
    /// A class of probability 0 stays improbable (e⁻⁸⁷), not impossible.
    ///
    /// - Parameters:
    ///   - probabilities: of all classes at all pixels.
    ///   - image: what is seen there.
    ///   - workers: how many threads may work.
    /// - Throws: where a setting cannot be used, or a probability is no number from 0 to 1.
    /// - Precondition: both have as many rows and columns.
    public func refined(
        _ probabilities: ClassProbabilities, over image: GuideImage,
        workers: Int = ProcessInfo.processInfo.activeProcessorCount
    ) throws -> ClassProbabilities {
        precondition(probabilities.rows == image.rows && probabilities.columns == image.columns)
        try check()
        guard probabilities.values.allSatisfy({ $0 >= 0 && $0 <= 1 }) else {
            throw SegmentationError(
                "a field needs probabilities from 0 to 1, and one is none; give what a softmax gives")
        }
        let smoothness = try GridFilter(
            rows: image.rows, columns: image.columns, sigmaPixels: smoothnessPixels)
        let appearance = try GridFilter(image, sigmaPixels: appearancePixels, sigmaLevels: appearanceLevels)
        let field = MeanField(
            kernels: [(Float(smoothnessWeight), smoothness), (Float(appearanceWeight), appearance)])
        return try field.inferred(from: probabilities, iterations: iterations, workers: workers)
    }

    private func check() throws(SegmentationError) {
        let positive = [
            ("reach of smoothness, in pixels,", smoothnessPixels),
            ("reach of appearance, in pixels,", appearancePixels),
            ("reach of appearance, in levels,", appearanceLevels),
        ]
        for (name, value) in positive {
            guard value > 0, value.isFinite else {
                throw SegmentationError(
                    "a field's \(name) cannot be \(value); give a number above 0, such as 3")
            }
        }
        for (name, value) in [("smoothness", smoothnessWeight), ("appearance", appearanceWeight)] {
            guard value >= 0, value.isFinite else {
                throw SegmentationError(
                    "a field's weight of \(name) cannot be \(value); give 0 or more, such as 3")
            }
        }
        guard (0...1000).contains(iterations) else {
            throw SegmentationError(
                "a field cannot have \(iterations) iterations; give 0 to 1000, such as 10")
        }
    }
}

public import Scintigraphy

/// How much of a lesion's brightness a restoration keeps.
public struct LesionContrast: Codable, Equatable, Sendable {
    /// The lesion's number in the label image.
    public let lesion: Int
    /// How many pixels show it.
    public let pixels: Int
    /// The mean of the lesion over that of its surroundings, less 1: in the truth, and restored.
    public let truth, restored: Double
    /// The restored excess of the lesion over its surroundings, in counts, over the true one: 1 for a lesion
    /// kept.
    public let recovery: Double

    /// Of each lesion that stands out from its surroundings by at least `leastContrast`, in the order of
    /// their numbers; a smaller excess is no measure for another.
    ///
    /// The surroundings are the pixels up to `ringMillimetres` beyond the lesion's own that show no lesion.
    /// Throws where the images are not of one size, or have no pixel spacing.
    public static func all(
        in restored: CountImage, truth: CountImage, lesions: LabelImage, leastContrast: Double = 0.1,
        ringMillimetres: Double = 15
    ) throws -> [LesionContrast] {
        try truth.requireSize(of: restored)
        guard lesions.rows == truth.rows, lesions.columns == truth.columns else {
            throw EvaluationError(
                "the lesions' labels of \(lesions.rows) × \(lesions.columns) do not fit an image of "
                    + "\(truth.rows) × \(truth.columns); give those of the same frame")
        }
        let disc = Disc(diameterMillimetres: 2 * ringMillimetres, spacing: try truth.requiredSpacing())
        return Set(lesions.labels).subtracting([0]).sorted().compactMap { label in
            let own = lesions.labels.indices.filter { lesions.labels[$0] == label }
            let mask = lesions.labels.map { $0 == label ? Float(1) : 0 }
            let near = disc.sums(of: mask, rows: truth.rows, columns: truth.columns)
            let ring = near.indices.filter { near[$0] > 0 && lesions.labels[$0] == 0 }
            let (trueInside, trueAround) = (truth.mean(of: own), truth.mean(of: ring))
            let (inside, around) = (restored.mean(of: own), restored.mean(of: ring))
            guard trueAround > 0, trueInside >= (1 + leastContrast) * trueAround else { return nil }
            return LesionContrast(
                lesion: Int(label), pixels: own.count, truth: trueInside / trueAround - 1,
                restored: around > 0 ? inside / around - 1 : 0,
                recovery: (inside - around) / (trueInside - trueAround))
        }
    }
}

extension CountImage {
    /// 0 of no pixels.
    fileprivate func mean(of chosen: [Int]) -> Double {
        chosen.isEmpty ? 0 : chosen.reduce(0) { $0 + Double(pixels[$1]) } / Double(chosen.count)
    }
}

public import Training

/// How many counts are left of an image, as a share of its reference's: above 0 and at most 1.
public struct CountLevel: Hashable, Comparable, Sendable {
    /// The share.
    public let fraction: Double

    /// Throws where a reference cannot be thinned to that share.
    public init(fraction: Double) throws(TrainingError) {
        guard fraction > 0, fraction <= 1 else {
            throw TrainingError(
                "a count level of \(fraction) of the reference is impossible: counts can be taken from a reference, "
                    + "not added; give a fraction above 0 and at most 1")
        }
        self.fraction = fraction
    }

    /// So many counts of a reference that has `reference`; throws where it has fewer.
    public init(counts: Double, of reference: Double) throws(TrainingError) {
        guard counts > 0, counts <= reference else {
            throw TrainingError(
                "a count level of \(counts) is above the reference's \(reference) counts; give a lower one, or a "
                    + "reference of more counts")
        }
        try self.init(fraction: counts / reference)
    }

    /// The five levels of Ito 2022, of a reference of 1,000,000 counts: 500,000 to 100,000.
    public static let ito: [CountLevel] = [0.5, 0.4, 0.3, 0.2, 0.1].compactMap {
        try? CountLevel(fraction: $0)
    }

    /// Fewer counts come first.
    public static func < (a: CountLevel, b: CountLevel) -> Bool { a.fraction < b.fraction }
}

extension CountLevel: Codable {
    /// The fraction alone.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(fraction)
    }

    /// Throws where the number is no level.
    public init(from decoder: any Decoder) throws {
        try self.init(fraction: decoder.singleValueContainer().decode(Double.self))
    }
}

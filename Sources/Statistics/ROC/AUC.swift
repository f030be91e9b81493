/// The area under the ROC curve: how often a case with the finding scores higher than one without.
///
/// Mann-Whitney's estimate, with DeLong's variance. DeLong, DeLong, Clarke-Pearson: Comparing the areas under two or
/// more correlated receiver operating characteristic curves: a nonparametric approach. Biometrics 44:837, 1988.
/// ``DeLong`` takes many scores at a time, and patients with several cases.
public struct AUC: Sendable {
    /// The area, from 0 to 1.
    public let value: Double
    /// DeLong's standard error.
    public let standardError: Double
    private let positives, negatives: [Double]

    /// Of the scores of cases with and without the finding, equal ones counting half; `nil` with fewer than
    /// two of either, or where a score is not a number.
    public init?(positives: [Double], negatives: [Double]) {
        guard positives.count >= 2, negatives.count >= 2,
            let placements = Placements(positives: positives, negatives: negatives)
        else { return nil }
        self.positives = placements.positives
        self.negatives = placements.negatives
        value = placements.area
        standardError = AUC.covariance(self.positives, self.negatives, self.positives, self.negatives)
            .squareRoot()
    }

    /// With the interval that the normal distribution gives, cut off at 0 and 1.
    ///
    /// - Precondition: `level` lies between 0 and 1.
    public func estimate(level: Double = 0.95) -> Estimate {
        .area(
            value, standardError: standardError, level: level, method: "DeLong",
            n: positives.count + negatives.count)
    }

    /// This area less that of other scores of the same cases in the same order, with DeLong's interval and
    /// the two-sided chance of such a difference where there is none; `nil` where the cases are not as many.
    public func difference(from other: AUC, level: Double = 0.95) -> (estimate: Estimate, p: Double)? {
        guard positives.count == other.positives.count, negatives.count == other.negatives.count else {
            return nil
        }
        let covariance = AUC.covariance(positives, negatives, other.positives, other.negatives)
        let test = AreaDifference(
            value - other.value,
            variance: standardError * standardError + other.standardError * other.standardError - 2
                * covariance,
            level: level, method: "DeLong, paired", n: positives.count + negatives.count)
        return (test.estimate, test.p)
    }

    /// Of two areas: the covariances of their cases' shares over the numbers of cases.
    private static func covariance(
        _ positives: [Double], _ negatives: [Double], _ others: [Double], _ otherNegatives: [Double]
    ) -> Double {
        Statistics.covariance(positives, others) / Double(positives.count)
            + Statistics.covariance(negatives, otherNegatives) / Double(negatives.count)
    }
}

extension Estimate {
    /// An area with the interval that the normal distribution gives, cut off at 0 and 1.
    static func area(_ value: Double, standardError: Double, level: Double, method: String, n: Int)
        -> Estimate
    {
        let half = normalQuantile(0.5 + level / 2) * standardError
        return Estimate(
            value: value, interval: max(0, value - half)...min(1, value + half), level: level, method: method,
            n: n)
    }
}

/// The sample covariance of two runs of as many numbers, at least two.
private func covariance(_ x: [Double], _ y: [Double]) -> Double {
    let n = Double(x.count)
    let meanX = x.reduce(0, +) / n
    let meanY = y.reduce(0, +) / n
    return zip(x, y).reduce(0) { $0 + ($1.0 - meanX) * ($1.1 - meanY) } / (n - 1)
}

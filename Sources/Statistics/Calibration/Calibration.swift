import Foundation

/// Whether probabilities mean what they say: of cases called 0.8, eight in ten have the finding.
public struct Calibration: Sendable {
    /// From 0 to 1, one for each case.
    public let probabilities: [Double]
    /// Whether each case has the finding.
    public let labels: [Bool]

    /// `nil` without cases, or where a probability does not lie in 0...1.
    ///
    /// - Precondition: there are as many probabilities as labels.
    public init?(probabilities: [Double], labels: [Bool]) {
        precondition(probabilities.count == labels.count)
        guard !labels.isEmpty, probabilities.allSatisfy((0...1).contains) else { return nil }
        self.probabilities = probabilities
        self.labels = labels
    }

    /// The mean squared distance between probability and truth: 0 is best, 0.25 what 0.5 for every case earns.
    ///
    /// Brier: Verification of forecasts expressed in terms of probability. Mon Weather Rev 78:1, 1950. With Student's
    /// interval; `nil` for a single case.
    public func brierScore(level: Double = 0.95) -> Estimate? {
        .mean(
            of: zip(probabilities, labels).map { ($0 - ($1 ? 1 : 0)) * ($0 - ($1 ? 1 : 0)) }, level: level)
    }

    /// The slope and intercept of the logistic regression of truth on the log odds of the probabilities; 1 and 0 are
    /// right, a slope below 1 is overconfidence.
    ///
    /// Cox: Two further applications of a model for binary regression. Biometrika 45:562, 1958. With Wald's intervals.
    /// Probabilities are taken as at least 10⁻⁷ and at most 1 - 10⁻⁷. `nil` where no finite slope fits best: one
    /// class only, classes perfectly apart, or one probability for all.
    public func line(level: Double = 0.95) -> (slope: Estimate, intercept: Estimate)? {
        let ones = [Double](repeating: 1, count: labels.count)
        guard let fit = LogisticRegression(columns: [ones, probabilities.map(logOdds)], labels: labels) else {
            return nil
        }
        return (fit.estimate(1, level: level), fit.estimate(0, level: level))
    }

    /// How far the log odds are too low on the whole, where the slope is 1: above 0, the finding is more frequent than
    /// the probabilities say ("calibration in the large").
    ///
    /// With Wald's interval; `nil` where there is one class only.
    public func offset(level: Double = 0.95) -> Estimate? {
        let ones = [Double](repeating: 1, count: labels.count)
        return LogisticRegression(columns: [ones], offset: probabilities.map(logOdds), labels: labels)?
            .estimate(0, level: level)
    }
}

/// ln p/(1 - p), with p kept 10⁻⁷ away from 0 and 1, where Float32's sigmoid ends.
func logOdds(_ probability: Double) -> Double {
    let p = min(max(probability, 1e-7), 1 - 1e-7)
    return log(p / (1 - p))
}

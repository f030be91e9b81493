public import Statistics

/// What one score is worth.
public struct ScoreResult: Codable, Sendable {
    /// The column's.
    public let name: String
    /// With DeLong's interval, by patient where these have several cases.
    public let auc: Estimate
    /// The same area with an interval from drawing patients; `nil` where none was asked for.
    public let bootstrapAUC: Estimate?
    /// The smooth curve; `nil` where none fits best, or where patients have several cases.
    public let binormal: BinormalROC?
    /// What its threshold does; `nil` where none is better than chance.
    public let calls: Calls?
    /// Where the score is a probability.
    public let calibration: Quality?

    /// What a threshold does.
    public struct Calls: Codable, Sendable {
        /// Where the threshold comes from.
        public enum Origin: String, Codable, Sendable {
            /// It was set before.
            case set
            /// Youden's index on these very cases, which flatters.
            case youden
        }

        /// The threshold and the numbers of right and wrong calls.
        public let point: OperatingPoint
        /// Where the threshold comes from.
        public let origin: Origin
        /// Exact intervals; from drawing patients where these have several cases, `nil` where that was not asked for.
        public let sensitivity, specificity: Estimate?
        /// At the prevalence of these cases; `nil` where patients have several, or none is called so.
        public let positivePredictiveValue, negativePredictiveValue: Estimate?
    }

    /// Whether probabilities mean what they say.
    public struct Quality: Codable, Sendable {
        /// Mean squared error of the probability.
        public let brier: Estimate?
        /// Mean distance between probability and frequency, ten bins of one width.
        public let expectedError: Double
        /// The same with a bootstrap interval, where one was asked for.
        public let expectedErrorInterval: Estimate?
        /// Of the logistic regression on the log odds; `nil` where no finite ones fit best.
        public let slope, intercept: Estimate?
        /// By how much the log odds are too low on the whole.
        public let offset: Estimate?
        /// What the log odds should be divided by, fitted on these cases.
        public let temperature: Estimate?
        /// The reliability curve, ten bins of about as many cases.
        public let reliability: [ReliabilityBin]
        /// The net benefit at thresholds from 0.01 to 0.99.
        public let decision: [DecisionCurve.Point]
    }
}

/// How a score compares with the one that was chosen.
public struct ScoreComparison: Codable, Sendable {
    /// Of the two scores.
    public let name, against: String
    /// The area less the other's, and DeLong's paired test.
    public let area: AreaDifference
    /// Its chance, raised for all comparisons after Holm.
    public let adjustedP: Double
    /// McNemar's tests among cases with the finding and among those without; `nil` where a score has no threshold, or
    /// where patients have several cases.
    public let sensitivity, specificity: McNemarTest?
    /// Their chances, raised for all comparisons of sensitivities, or of specificities, after Holm.
    public let adjustedSensitivityP, adjustedSpecificityP: Double?
}

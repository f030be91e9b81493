/// What a threshold does to cases: how many are called rightly and wrongly.
public struct OperatingPoint: Codable, Equatable, Sendable {
    /// Scores from here on are called positive.
    public let threshold: Double
    /// Of the cases with the finding.
    public let truePositives, falseNegatives: Int
    /// Of the cases without it.
    public let trueNegatives, falsePositives: Int

    /// Calls each case positive whose score is at least `threshold`.
    ///
    /// - Precondition: there are as many scores as labels, and all are numbers.
    public init(threshold: Double, scores: [Double], labels: [Bool]) {
        precondition(scores.count == labels.count && !scores.contains(where: \.isNaN))
        let called = scores.map { $0 >= threshold }
        self.threshold = threshold
        truePositives = zip(called, labels).count { $0 && $1 }
        falseNegatives = zip(called, labels).count { !$0 && $1 }
        falsePositives = zip(called, labels).count { $0 && !$1 }
        trueNegatives = zip(called, labels).count { !$0 && !$1 }
    }

    /// The share of cases with the finding that are called positive; `nil` without such cases.
    public func sensitivity(level: Double = 0.95) -> Estimate? {
        Self.share(truePositives, truePositives + falseNegatives, level)
    }

    /// The share of cases without the finding that are called negative; `nil` without such cases.
    public func specificity(level: Double = 0.95) -> Estimate? {
        Self.share(trueNegatives, trueNegatives + falsePositives, level)
    }

    /// The share of those called positive that have the finding, at this prevalence; `nil` where none is called so.
    public func positivePredictiveValue(level: Double = 0.95) -> Estimate? {
        Self.share(truePositives, truePositives + falsePositives, level)
    }

    /// The share of those called negative that do not have the finding, at this prevalence; `nil` where none is called
    /// so.
    public func negativePredictiveValue(level: Double = 0.95) -> Estimate? {
        Self.share(trueNegatives, trueNegatives + falseNegatives, level)
    }

    /// The share of cases that are called rightly; `nil` without cases.
    public func accuracy(level: Double = 0.95) -> Estimate? {
        Self.share(
            truePositives + trueNegatives,
            truePositives + trueNegatives + falsePositives + falseNegatives, level)
    }

    /// Clopper and Pearson's exact interval.
    private static func share(_ successes: Int, _ trials: Int, _ level: Double) -> Estimate? {
        trials > 0 ? .proportion(successes: successes, trials: trials, level: level) : nil
    }
}

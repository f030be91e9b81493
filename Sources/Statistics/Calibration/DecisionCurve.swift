/// What a probability is good for: the net benefit of treating those above a threshold, for every threshold.
///
/// Vickers, Elkin: Decision curve analysis: a novel method for evaluating prediction models. Med Decis Making 26:565,
/// 2006. A benefit of 0.1 is worth ten patients of a hundred treated rightly and none wrongly.
public struct DecisionCurve: Sendable {
    /// What one threshold gives.
    public struct Point: Codable, Equatable, Sendable {
        /// The probability from which on one would treat; its odds are what a needless treatment weighs against a
        /// missed one.
        public let threshold: Double
        /// True positives less weighted false ones, in a case, where those are treated whose probability is at least
        /// the threshold.
        public let benefit: Estimate
        /// The same where all are treated. Treating none has the benefit 0.
        public let treatingAll: Estimate
    }

    /// In the order of the thresholds.
    public let points: [Point]

    /// With Student's intervals. `nil` for fewer than two cases, or where a probability does not lie in 0...1.
    ///
    /// - Precondition: there are as many probabilities as labels; thresholds are at least 0 and below 1.
    public init?(probabilities: [Double], labels: [Bool], thresholds: [Double], level: Double = 0.95) {
        precondition(probabilities.count == labels.count && thresholds.allSatisfy((0..<1).contains))
        guard labels.count >= 2, probabilities.allSatisfy((0...1).contains) else { return nil }
        points = thresholds.compactMap { threshold in
            let odds = threshold / (1 - threshold)
            let all = labels.map { $0 ? 1 : -odds }
            let some = zip(all, probabilities).map { $1 >= threshold ? $0 : 0 }
            guard let benefit = Estimate.mean(of: some, level: level),
                let treatingAll = Estimate.mean(of: all, level: level)
            else { return nil }
            return Point(threshold: threshold, benefit: benefit, treatingAll: treatingAll)
        }
    }
}

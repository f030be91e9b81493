/// What a score can do: its sensitivity for every rate of false positives.
///
/// A case is called positive where its score is at least the threshold. Points with equal scores are one.
public struct ROCCurve: Sendable {
    /// A threshold and what it does.
    public struct Point: Codable, Equatable, Sendable {
        /// Scores from here on are called positive; infinite where none is.
        public let threshold: Double
        /// Of the cases with and without the finding, how many are called positive.
        public let truePositives, falsePositives: Int
    }

    /// From none that is called positive to all; the thresholds fall.
    public let points: [Point]
    /// How many cases have the finding, and how many do not.
    public let positives, negatives: Int

    /// Of the scores of cases with and without the finding; `nil` without any of either, or where a score is not a
    /// number.
    public init?(positives: [Double], negatives: [Double]) {
        guard !positives.isEmpty, !negatives.isEmpty,
            !positives.contains(where: \.isNaN), !negatives.contains(where: \.isNaN)
        else { return nil }
        self.positives = positives.count
        self.negatives = negatives.count
        let (positives, negatives) = (positives.sorted(by: >), negatives.sorted(by: >))
        var points = [Point(threshold: .infinity, truePositives: 0, falsePositives: 0)]
        var (hits, alarms) = (0, 0)
        while hits < positives.count || alarms < negatives.count {
            let threshold = max(
                hits < positives.count ? positives[hits] : -.infinity,
                alarms < negatives.count ? negatives[alarms] : -.infinity)
            while hits < positives.count, positives[hits] == threshold { hits += 1 }
            while alarms < negatives.count, negatives[alarms] == threshold { alarms += 1 }
            points.append(Point(threshold: threshold, truePositives: hits, falsePositives: alarms))
        }
        self.points = points
    }

    /// The share of cases with the finding that are called positive at a point.
    public func sensitivity(at point: Point) -> Double { Double(point.truePositives) / Double(positives) }

    /// The share of cases without the finding that are called negative at a point.
    public func specificity(at point: Point) -> Double {
        1 - Double(point.falsePositives) / Double(negatives)
    }

    /// The area under straight lines between the points, by the trapezoid rule: Mann-Whitney's estimate.
    public var area: Double {
        let twice = zip(points, points.dropFirst()).reduce(0.0) { sum, step in
            sum + Double(step.1.falsePositives - step.0.falsePositives)
                * Double(step.0.truePositives + step.1.truePositives)
        }
        return twice / (2 * Double(positives) * Double(negatives))
    }

    /// The point with the largest sum of sensitivity and specificity; of several, the one with the highest threshold.
    ///
    /// Youden: Index for rating diagnostic tests. Cancer 3:32, 1950. Chosen and judged on the same cases, it flatters.
    public var youden: Point {
        // In whole numbers, so that equal points are equal.
        func index(_ point: Point) -> Int {
            point.truePositives * negatives - point.falsePositives * positives
        }
        var best = points[0]
        for point in points where index(point) > index(best) { best = point }
        return best
    }
}

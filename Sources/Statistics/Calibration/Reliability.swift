/// Cases whose probabilities lie close together.
public struct ReliabilityBin: Codable, Equatable, Sendable {
    /// The mean of the probabilities.
    public let probability: Double
    /// The share that has the finding, with Clopper and Pearson's interval.
    public let frequency: Estimate
}

/// How cases are put together by their probabilities. A case on an edge belongs below it.
public enum CalibrationBins: Sendable {
    /// So many bins of one width from 0 to 1.
    case equalWidth(Int)
    /// So many bins of about as many cases each, between quantiles.
    case equalCount(Int)

    /// The edges between bins, rising.
    fileprivate func edges(_ probabilities: [Double]) -> [Double] {
        switch self {
        case .equalWidth(let bins): return (1..<bins).map { Double($0) / Double(bins) }
        case .equalCount(let bins):
            let sorted = probabilities.sorted()
            return (1..<bins).map { quantile(of: sorted, Double($0) / Double(bins)) }
        }
    }
}

extension Calibration {
    /// The reliability curve: bins that hold a case, from low probabilities to high ones.
    ///
    /// - Precondition: there is at least one bin.
    public func reliability(_ bins: CalibrationBins = .equalWidth(10), level: Double = 0.95)
        -> [ReliabilityBin]
    {
        grouped(bins).filter { !$0.isEmpty }.map { cases in
            ReliabilityBin(
                probability: cases.reduce(0) { $0 + probabilities[$1] } / Double(cases.count),
                frequency: .proportion(
                    successes: cases.count { labels[$0] }, trials: cases.count, level: level))
        }
    }

    /// The mean distance between probability and frequency over all bins, weighted by their cases (ECE).
    ///
    /// Naeini, Cooper, Hauskrecht: Obtaining well calibrated probabilities using Bayesian binning. AAAI 2015. It
    /// depends on the bins and cannot be negative: few cases raise it.
    public func expectedError(_ bins: CalibrationBins = .equalWidth(10)) -> Double {
        let distances = errors(bins).map { cases in abs(cases.reduce(0) { $0 + $1.error }) }
        return distances.reduce(0, +) / Double(labels.count)
    }

    /// The same, with a bootstrap interval over patients.
    ///
    /// - Parameters:
    ///   - bins: how cases are put together.
    ///   - bootstrap: how often patients are drawn.
    ///   - patients: for each case, its patient from 0; by default each case is a patient.
    ///   - level: of the interval, 0.95 for 95 %.
    ///   - generator: where chance comes from.
    public func expectedError(
        _ bins: CalibrationBins = .equalWidth(10), bootstrap: Bootstrap, patients: [Int]? = nil,
        level: Double = 0.95, using generator: inout some RandomNumberGenerator
    ) -> Estimate? {
        let groups = errors(bins)
        let owners = patients ?? Array(labels.indices)
        return bootstrap.estimate(
            patients: (owners.max() ?? 0) + 1, level: level, using: &generator
        ) { counts in
            var (sum, weight) = (0.0, 0)
            for cases in groups {
                var error = 0.0
                for each in cases {
                    error += Double(counts[owners[each.index]]) * each.error
                    weight += counts[owners[each.index]]
                }
                sum += abs(error)
            }
            return weight > 0 ? sum / Double(weight) : nil
        }
    }

    private func errors(_ bins: CalibrationBins) -> [[(index: Int, error: Double)]] {
        grouped(bins).map { cases in cases.map { ($0, (labels[$0] ? 1 : 0) - probabilities[$0]) } }
    }

    /// The cases of each bin.
    private func grouped(_ bins: CalibrationBins) -> [[Int]] {
        let edges = bins.edges(probabilities)
        var groups = [[Int]](repeating: [], count: edges.count + 1)
        for (index, probability) in probabilities.enumerated() {
            groups[edges.countOfPrefix { $0 < probability }].append(index)
        }
        return groups
    }
}

/// Whether paired observations differ: the signed-rank test.
///
/// Wilcoxon: Individual comparisons by ranking methods. Biometrics Bulletin 1:80, 1945. Pairs without a
/// difference are left out; equal differences share their mean rank.
public struct WilcoxonTest: Codable, Equatable, Sendable {
    /// The sum of the ranks of the positive differences.
    public let statistic: Double
    /// The chance of a statistic as far out, or further, where there is no difference.
    public let p: Double
    /// What was tested for.
    public let alternative: Alternative
    /// "Wilcoxon, exact", or "Wilcoxon, normal approximation".
    public let method: String
    /// How many pairs differ.
    public let n: Int
    /// The median of the means of all pairs of differences, and the shifts that the two-sided test does not
    /// reject. Hodges, Lehmann: Estimates of location based on rank tests. Ann Math Stat 34:598, 1963.
    public let shift: Estimate

    /// Of the differences first - second; `nil` where no pair differs, or a difference is not finite.
    ///
    /// Up to 50 pairs the chance is exact, equal differences included; beyond, it is the normal
    /// approximation with the corrections for ties and for continuity.
    ///
    /// - Precondition: `level` lies between 0 and 1.
    public init?(
        differences: [Double], alternative: Alternative = .twoSided, level: Double = 0.95, unit: String = ""
    ) {
        precondition(level > 0 && level < 1)
        let differences = differences.filter { $0 != 0 }
        guard !differences.isEmpty, differences.allSatisfy(\.isFinite) else { return nil }
        let ranks = meanRanks(of: differences.map(\.magnitude))
        let statistic = zip(differences, ranks).reduce(0) { $0 + ($1.0 > 0 ? $1.1 : 0) }
        n = differences.count
        self.statistic = statistic
        self.alternative = alternative
        let null: any SignedRankDistribution =
            n <= 50 ? ExactSignedRanks(ranks) : NormalSignedRanks(ranks)
        let below = null.atMost(statistic)
        let above = null.atLeast(statistic)
        p =
            switch alternative {
            case .twoSided: min(1, 2 * min(below, above))
            case .greater: above
            case .less: below
            }
        method = "Wilcoxon, \(null.name)"
        let outside = null.rankOfBound(outside: (1 - level) / 2)
        let walsh = differences.indices.flatMap { i in
            differences[i...].map { (differences[i] + $0) / 2 }
        }.sorted()
        let middle = (walsh[(walsh.count - 1) / 2] + walsh[walsh.count / 2]) / 2
        shift = Estimate(
            value: middle, interval: walsh[outside]...walsh[walsh.count - 1 - outside], level: level,
            method: "Hodges-Lehmann, \(null.name)", n: n, unit: unit)
    }
}

/// The distribution of the signed-rank statistic where there is no difference.
private protocol SignedRankDistribution {
    var name: String { get }
    func atMost(_ statistic: Double) -> Double
    func atLeast(_ statistic: Double) -> Double
    /// How many of the sorted means of pairs lie outside the interval, at each end.
    func rankOfBound(outside: Double) -> Int
}

/// Every choice of signs is equally likely: the ranks' sums are counted.
private struct ExactSignedRanks: SignedRankDistribution {
    let name = "exact"
    /// The chance of each sum, in half ranks: mean ranks are multiples of a half.
    private let chances: [Double]

    init(_ ranks: [Double]) {
        let halves = ranks.map { Int(2 * $0) }
        var chances = [Double](repeating: 0, count: halves.reduce(1, +))
        chances[0] = 1
        var most = 0
        for half in halves {
            most += half
            for sum in stride(from: most, through: 0, by: -1) {
                chances[sum] = 0.5 * (chances[sum] + (sum >= half ? chances[sum - half] : 0))
            }
        }
        self.chances = chances
    }

    func atMost(_ statistic: Double) -> Double { chances[...Int(2 * statistic)].reduce(0, +) }
    func atLeast(_ statistic: Double) -> Double { chances[Int(2 * statistic)...].reduce(0, +) }

    func rankOfBound(outside: Double) -> Int {
        var sum = 0.0
        var rank = 0
        while sum + chances[rank] < outside {
            sum += chances[rank]
            rank += 1
        }
        return max(rank / 2 - 1, 0)
    }
}

/// A normal distribution of the same mean and variance; ties lessen the variance.
private struct NormalSignedRanks: SignedRankDistribution {
    let name = "normal approximation"
    private let mean, deviation: Double

    init(_ ranks: [Double]) {
        let n = Double(ranks.count)
        mean = n * (n + 1) / 4
        let ties = Dictionary(grouping: ranks) { $0 }.values.reduce(0.0) { sum, tied in
            let t = Double(tied.count)
            return sum + (t * t * t - t)
        }
        deviation = (n * (n + 1) * (2 * n + 1) / 24 - ties / 48).squareRoot()
    }

    func atMost(_ statistic: Double) -> Double { normalCumulative((statistic - mean + 0.5) / deviation) }
    func atLeast(_ statistic: Double) -> Double { normalCumulative((mean - statistic + 0.5) / deviation) }

    func rankOfBound(outside: Double) -> Int {
        max(Int((mean + normalQuantile(outside) * deviation).rounded()) - 1, 0)
    }
}

/// The rank of each value from 1, equal values sharing the mean of theirs.
func meanRanks(of values: [Double]) -> [Double] {
    let order = values.indices.sorted { values[$0] < values[$1] }
    var ranks = [Double](repeating: 0, count: values.count)
    var start = 0
    while start < order.count {
        var end = start + 1
        while end < order.count, values[order[end]] == values[order[start]] { end += 1 }
        for i in start..<end { ranks[order[i]] = Double(start + 1 + end) / 2 }
        start = end
    }
    return ranks
}

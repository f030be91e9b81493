/// Whether two ways of calling the same cases are right equally often.
///
/// McNemar: Note on the sampling error of the difference between correlated proportions or percentages. Psychometrika
/// 12:153, 1947. Exact: of the cases in which just one is right, each is equally likely to be.
public struct McNemarTest: Codable, Equatable, Sendable {
    /// In how many cases only the first, and only the second, is right.
    public let onlyFirst, onlySecond: Int
    /// How many cases there are.
    public let n: Int
    /// The two-sided chance of a difference as large, or larger, where there is none.
    public let p: Double
    /// The first's share of right calls less the second's.
    ///
    /// With the interval of Bonett, Price: Adjusted Wald confidence interval for a difference of binomial proportions
    /// based on paired data. J Educ Behav Stat 37:479, 2012, cut off at -1 and 1.
    public let difference: Estimate

    /// Of whether each case is called rightly by the first and by the second.
    ///
    /// `nil` without cases.
    ///
    /// - Precondition: there are as many of either; `level` lies between 0 and 1.
    public init?(first: [Bool], second: [Bool], level: Double = 0.95) {
        precondition(first.count == second.count && level > 0 && level < 1)
        guard !first.isEmpty else { return nil }
        onlyFirst = zip(first, second).count { $0 && !$1 }
        onlySecond = zip(first, second).count { !$0 && $1 }
        n = first.count
        p = Self.chance(onlyFirst, onlySecond)

        let cases = Double(n)
        let (b, c) = ((Double(onlyFirst) + 1) / (cases + 2), (Double(onlySecond) + 1) / (cases + 2))
        let middle = b - c
        let deviation = ((b + c - middle * middle) / (cases + 2)).squareRoot()
        let half = normalQuantile(0.5 + level / 2) * deviation
        difference = Estimate(
            value: (Double(onlyFirst) - Double(onlySecond)) / cases,
            interval: max(-1, middle - half)...min(1, middle + half), level: level, method: "Bonett-Price",
            n: n)
    }

    /// Twice the tail of Binomial(b + c, 1/2), by its relation to the beta distribution.
    private static func chance(_ b: Int, _ c: Int) -> Double {
        guard b != c else { return 1 }
        let (few, many) = (Double(min(b, c)), Double(max(b, c)))
        return min(1, 2 * regularisedIncompleteBeta(many, few + 1, 0.5))
    }
}

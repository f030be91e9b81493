/// What a disagreement between ordered categories counts.
public enum KappaWeights: String, Codable, CaseIterable, Sendable {
    /// Each as much as any other.
    case equal
    /// As much as the categories lie apart.
    case linear
    /// As the square of that.
    case quadratic

    /// What a pair of categories counts as agreement, from 0 to 1.
    fileprivate func agreement(_ i: Int, _ j: Int, of categories: Int) -> Double {
        let distance = Double(abs(i - j)) / Double(max(categories - 1, 1))
        switch self {
        case .equal: return i == j ? 1 : 0
        case .linear: return 1 - distance
        case .quadratic: return 1 - distance * distance
        }
    }
}

extension Estimate {
    /// How far two readers agree beyond chance: 1 wholly, 0 as by chance.
    ///
    /// Cohen: Weighted kappa. Psychol Bull 70:213, 1968. The interval is by the large-sample variance of Fleiss, Cohen,
    /// Everitt, Psychol Bull 72:323, 1969, cut off at -1 and 1.
    ///
    /// - Parameters:
    ///   - first: one reader's category of each case, from 0 to `categories` - 1.
    ///   - second: the other's.
    ///   - categories: how many there are, in their order.
    ///   - weights: what a disagreement counts.
    ///   - level: of the interval, 0.95 for 95 %.
    /// - Returns: `nil` without cases, or where chance alone makes them agree, as where both know one category only.
    /// - Precondition: there are as many of either, and all categories exist.
    public static func kappa(
        _ first: [Int], _ second: [Int], categories: Int, weights: KappaWeights = .equal, level: Double = 0.95
    ) -> Estimate? {
        precondition(first.count == second.count)
        precondition((first + second).allSatisfy((0..<categories).contains))
        guard !first.isEmpty else { return nil }
        let n = Double(first.count)
        let all = 0..<categories
        let rows = all.map { category in Double(first.count { $0 == category }) / n }
        let columns = all.map { category in Double(second.count { $0 == category }) / n }
        let weight = all.map { i in all.map { weights.agreement(i, $0, of: categories) } }
        let ofRow = all.map { i in all.reduce(0.0) { $0 + columns[$1] * weight[i][$1] } }
        let ofColumn = all.map { j in all.reduce(0.0) { $0 + rows[$1] * weight[$1][j] } }
        let observed = zip(first, second).reduce(0.0) { $0 + weight[$1.0][$1.1] } / n
        let expected = all.reduce(0.0) { $0 + rows[$1] * ofRow[$1] }
        let room = 1 - expected
        guard room > 1e-12 else { return nil }
        let mean = zip(first, second).reduce(0.0) { sum, pair in
            let (i, j) = pair
            let part = weight[i][j] * room - (ofRow[i] + ofColumn[j]) * (1 - observed)
            return sum + part * part / n
        }
        let centre = observed * expected - 2 * expected + observed
        let variance = max(0, mean - centre * centre) / (n * room * room * room * room)
        return agreement(
            (observed - expected) / room, variance: variance, level: level, method: "Fleiss-Cohen-Everitt",
            n: first.count)
    }

    /// How far several readers agree beyond chance, whoever reads which case: 1 wholly, 0 as by chance.
    ///
    /// Fleiss: Measuring nominal scale agreement among many raters. Psychol Bull 76:378, 1971. The interval is by the
    /// large-sample variance of Gwet, Educ Psychol Meas 81:781, 2021, cut off at -1 and 1.
    ///
    /// - Parameters:
    ///   - ratings: for each case, how many readers chose each category; as many readers for every case.
    ///   - level: of the interval, 0.95 for 95 %.
    /// - Returns: `nil` with fewer than two cases or readers, where the cases do not have equally many, or where all
    ///   chose one category.
    public static func fleissKappa(_ ratings: [[Int]], level: Double = 0.95) -> Estimate? {
        guard ratings.count >= 2, let readers = ratings.first?.reduce(0, +), readers >= 2,
            ratings.allSatisfy({ $0.count == ratings[0].count && $0.reduce(0, +) == readers })
        else { return nil }
        let (n, r) = (Double(ratings.count), Double(readers))
        let shares = ratings[0].indices.map { k in ratings.reduce(0.0) { $0 + Double($1[k]) } / (n * r) }
        let agreements = ratings.map { counts in
            counts.reduce(0.0) { $0 + Double($1) * Double($1 - 1) } / (r * (r - 1))
        }
        let chances = ratings.map { zip($0, shares).reduce(0.0) { $0 + Double($1.0) * $1.1 / r } }
        let observed = agreements.reduce(0, +) / n
        let expected = shares.reduce(0) { $0 + $1 * $1 }
        let room = 1 - expected
        guard room > 1e-12 else { return nil }
        let kappa = (observed - expected) / room
        let squares = zip(agreements, chances).reduce(0.0) { sum, each in
            let own = (each.0 - expected) / room - 2 * (1 - kappa) * (each.1 - expected) / room
            return sum + (own - kappa) * (own - kappa)
        }
        return agreement(
            kappa, variance: squares / (n * (n - 1)), level: level, method: "Gwet", n: ratings.count)
    }

    private static func agreement(
        _ value: Double, variance: Double, level: Double, method: String, n: Int
    ) -> Estimate {
        let half = normalQuantile(0.5 + level / 2) * variance.squareRoot()
        return Estimate(
            value: value, interval: max(-1, value - half)...min(1, value + half), level: level,
            method: method, n: n)
    }
}

import Foundation

/// A smooth ROC curve: scores that some rising function makes normal in either class.
///
/// Sensitivity = Φ(a + b Φ⁻¹(1 - specificity)), fitted by maximum likelihood. Dorfman, Alf: Maximum-likelihood estimation
/// of parameters of signal-detection theory and determination of confidence intervals: rating-method data. J Math Psychol
/// 6:487, 1969; for scores of many values, Metz, Herman, Shen, Stat Med 17:1033, 1998.
public struct BinormalROC: Codable, Equatable, Sendable {
    /// The distance of the classes' means and the deviation of the negatives, over the deviation of the positives.
    public let a, b: Double
    /// Φ(a / √(1 + b²)), with the interval that the normal distribution gives by the delta method, cut off at 0 and 1.
    public let area: Estimate

    /// Of the scores of cases with and without the finding.
    ///
    /// `nil` where no curve fits best: without two of either, with fewer than three ratings that tell the classes apart,
    /// where the classes hardly overlap, and where a score is not a number.
    public init?(positives: [Double], negatives: [Double], level: Double = 0.95) {
        guard positives.count >= 2, negatives.count >= 2,
            !positives.contains(where: \.isNaN), !negatives.contains(where: \.isNaN)
        else { return nil }
        let categories = RatingCategories(positives: positives, negatives: negatives)
        guard categories.positives.count >= 3, let fit = BinormalFit(categories) else { return nil }
        (a, b) = (fit.a, fit.b)
        let root = (1 + b * b).squareRoot()
        let density = exp(-a * a / (2 * root * root)) / (2 * Double.pi).squareRoot()
        let (slopeA, slopeB) = (density / root, -density * a * b / (root * root * root))
        let c = fit.covariance
        let variance = slopeA * slopeA * c[0][0] + 2 * slopeA * slopeB * c[0][1] + slopeB * slopeB * c[1][1]
        area = .area(
            normalCumulative(a / root), standardError: variance.squareRoot(), level: level,
            method: "binormal, maximum likelihood", n: positives.count + negatives.count)
    }

    /// The fitted curve at a rate of false positives, above 0 and below 1.
    public func sensitivity(falsePositiveRate: Double) -> Double {
        normalCumulative(a + b * normalQuantile(falsePositiveRate))
    }
}

/// Fisher's scoring for a, b and the cut-offs between ratings.
private struct BinormalFit {
    private(set) var a, b: Double
    private(set) var covariance: [[Double]] = []
    /// Between ratings, in deviations of the negatives; they rise.
    private var cuts: [Double]
    private let categories: RatingCategories

    init?(_ categories: RatingCategories) {
        self.categories = categories
        (a, b) = (1, 1)
        let total = zip(categories.positives, categories.negatives).reduce(0) { $0 + $1.0 + $1.1 }
        var below = 0.0
        cuts = zip(categories.positives, categories.negatives).dropLast().map { positive, negative in
            below += positive + negative
            return normalQuantile(below / total) + 0.5
        }
        guard climb(), let scoring = scoring else { return nil }
        covariance = scoring.covariance
    }

    /// Whether a summit was found.
    private mutating func climb() -> Bool {
        var height = likelihood
        for _ in 0..<200 {
            guard let step = scoring?.step else { return false }
            let start = self
            var share = 1.0
            repeat {
                self = start.moved(step, share)
                share /= 2
            } while !(likelihood >= height - 1e-12 * abs(height)) && share > 1e-9
            guard likelihood >= height - 1e-12 * abs(height) else { return false }
            height = likelihood
            guard height.isFinite, b > 1e-3, b < 1e3, abs(a) < 1e3 else { return false }
            let size = zip(step, [a, b] + cuts).map { abs($0) / (1 + abs($1)) }.max() ?? 0
            if size < 1e-11 { return true }
        }
        return false
    }

    private func moved(_ step: [Double], _ share: Double) -> BinormalFit {
        var next = self
        next.a += share * step[0]
        next.b += share * step[1]
        for i in cuts.indices { next.cuts[i] += share * step[2 + i] }
        return next
    }

    private var likelihood: Double {
        guard b > 0, zip(cuts, cuts.dropFirst()).allSatisfy(<) else { return -.infinity }
        func sum(_ counts: [Double], _ places: [Double]) -> Double {
            zip(counts, chances(places)).reduce(0) { $0 + ($1.0 > 0 ? $1.0 * log($1.1) : 0) }
        }
        return sum(categories.negatives, cuts) + sum(categories.positives, cuts.map { b * $0 - a })
    }

    /// Of each rating, from the cut-offs in deviations of a class; taken on the side where they do not cancel.
    private func chances(_ places: [Double]) -> [Double] {
        let ends = [-.infinity] + places + [.infinity]
        return zip(ends, ends.dropFirst()).map { low, high in
            low > 0
                ? normalCumulative(-low) - normalCumulative(-high)
                : normalCumulative(high) - normalCumulative(low)
        }
    }

    /// The step uphill, and the covariance of a and b; `nil` where the ratings do not determine them.
    ///
    /// The information of the cut-offs is a band of three: a and b are found on what it leaves of theirs.
    private var scoring: (step: [Double], covariance: [[Double]])? {
        let number = cuts.count
        var gradient = [Double](repeating: 0, count: 2 + number)
        var band = (
            diagonal: [Double](repeating: 0, count: number), above: [Double](repeating: 0, count: number)
        )
        var border = [[Double]](repeating: [Double](repeating: 0, count: number), count: 2)
        var corner = [[0.0, 0.0], [0.0, 0.0]]
        for (counts, isPositive) in [(categories.negatives, false), (categories.positives, true)] {
            let places = isPositive ? cuts.map { b * $0 - a } : cuts
            let scale = isPositive ? b : 1
            let densities = places.map { exp(-$0 * $0 / 2) / (2 * Double.pi).squareRoot() }
            let total = counts.reduce(0, +)
            for (rating, (count, chance)) in zip(counts, chances(places)).enumerated() {
                guard chance > 0 else { return nil }
                // What this rating's chance gains by each cut-off beside it, by a and by b.
                var slopes: [(index: Int, slope: Double)] = []
                var (byA, byB) = (0.0, 0.0)
                for (cut, sign) in [(rating - 1, -1.0), (rating, 1.0)] where cuts.indices.contains(cut) {
                    slopes.append((cut, sign * scale * densities[cut]))
                    guard isPositive else { continue }
                    byA -= sign * densities[cut]
                    byB += sign * densities[cut] * cuts[cut]
                }
                let outer = [byA, byB]
                for (index, slope) in slopes {
                    gradient[2 + index] += count / chance * slope
                    band.diagonal[index] += total / chance * slope * slope
                    for i in 0..<2 { border[i][index] += total / chance * slope * outer[i] }
                }
                if slopes.count == 2 {
                    band.above[slopes[0].index] += total / chance * slopes[0].slope * slopes[1].slope
                }
                for i in 0..<2 {
                    gradient[i] += count / chance * outer[i]
                    for j in 0..<2 { corner[i][j] += total / chance * outer[i] * outer[j] }
                }
            }
        }
        guard let cutFactor = TridiagonalFactor(diagonal: band.diagonal, above: band.above) else {
            return nil
        }
        let solved = border.map(cutFactor.solve)
        let own = cutFactor.solve(Array(gradient[2...]))
        func dot(_ x: [Double], _ y: [Double]) -> Double { zip(x, y).reduce(0) { $0 + $1.0 * $1.1 } }
        let left = (0..<2).map { i in (0..<2).map { corner[i][$0] - dot(border[i], solved[$0]) } }
        guard let factor = CholeskyFactor(left) else { return nil }
        let ab = factor.solve((0..<2).map { gradient[$0] - dot(border[$0], own) })
        let rest = (0..<number).map { own[$0] - ab[0] * solved[0][$0] - ab[1] * solved[1][$0] }
        return (ab + rest, factor.inverse)
    }
}

/// A symmetric positive definite band of three, factored.
private struct TridiagonalFactor {
    private let pivots, ratios: [Double]

    /// `nil` where it is not positive definite. The last of `above` does not count.
    init?(diagonal: [Double], above: [Double]) {
        var (pivots, ratios) = ([Double](), [Double]())
        for i in diagonal.indices {
            let pivot = diagonal[i] - (i > 0 ? ratios[i - 1] * above[i - 1] : 0)
            guard pivot > 0, pivot.isFinite else { return nil }
            pivots.append(pivot)
            ratios.append(above[i] / pivot)
        }
        self.pivots = pivots
        self.ratios = ratios
    }

    func solve(_ b: [Double]) -> [Double] {
        var x = b
        for i in x.indices.dropFirst() { x[i] -= ratios[i - 1] * x[i - 1] }
        for i in x.indices { x[i] /= pivots[i] }
        for i in x.indices.dropLast().reversed() { x[i] -= ratios[i] * x[i + 1] }
        return x
    }
}

import Foundation

/// Log odds as a weighted sum of columns, fitted to labels by maximum likelihood, or with a ridge.
///
/// Newton's method with halved steps (iteratively reweighted least squares; McCullagh, Nelder: Generalized linear
/// models, 1989). A ridge draws coefficients to zero, so that few cases or columns that say the same have finite ones
/// (le Cessie, van Houwelingen: Ridge estimators in logistic regression. Appl Stat 41:191, 1992).
public struct LogisticRegression: Sendable {
    /// What a unit of each column adds to the log odds.
    public let coefficients: [Double]
    /// Of the coefficients: the inverse of Fisher's information, the ridge included.
    let covariance: [[Double]]
    private let n: Int

    /// `nil` where no finite coefficients fit best, or the columns do not determine them.
    ///
    /// - Parameters:
    ///   - columns: a number for each case; one column of ones makes an intercept.
    ///   - offset: what is added to each case's log odds as it is.
    ///   - labels: whether each case has the finding.
    ///   - ridge: for each coefficient, what half of its square adds to the negative log likelihood; none where `nil`.
    /// - Precondition: columns, offset and labels are as long as each other, and there is a ridge for each column.
    public init?(
        columns: [[Double]], offset: [Double]? = nil, labels: [Bool], ridge: [Double]? = nil
    ) {
        precondition((columns + [offset].compactMap(\.self)).allSatisfy { $0.count == labels.count })
        precondition(ridge.map { $0.count == columns.count } ?? true)
        n = labels.count
        let problem = LogisticProblem(
            columns: columns, offset: offset, labels: labels,
            ridge: ridge ?? [Double](repeating: 0, count: columns.count))
        var beta = [Double](repeating: 0, count: columns.count)
        var loss = problem.loss(beta)
        for _ in 0..<100 {
            let (gradient, information) = problem.derivatives(beta)
            guard let factor = CholeskyFactor(information) else { return nil }
            let step = factor.solve(gradient)
            var share = 1.0
            var next = zip(beta, step).map { $0 + $1 }
            var nextLoss = problem.loss(next)
            // A sum that grows by its rounding alone is no reason to stop short of the top.
            while nextLoss > loss * (1 + 1e-12), share > 1e-10 {
                share /= 2
                next = zip(beta, step).map { $0 + share * $1 }
                nextLoss = problem.loss(next)
            }
            let size = zip(next, beta).map { abs($0 - $1) / (1 + abs($0)) }.max() ?? 0
            (beta, loss) = (next, nextLoss)
            guard loss > 1e-8 * Double(n), beta.allSatisfy({ abs($0) < 1e8 }) else { return nil }
            if size < 1e-12 { break }
        }
        let (gradient, information) = problem.derivatives(beta)
        guard let factor = CholeskyFactor(information), problem.isFlat(gradient) else { return nil }
        coefficients = beta
        covariance = factor.inverse
    }

    /// A coefficient with Wald's interval.
    func estimate(_ index: Int, level: Double) -> Estimate {
        let half = normalQuantile(0.5 + level / 2) * covariance[index][index].squareRoot()
        let value = coefficients[index]
        return Estimate(
            value: value, interval: (value - half)...(value + half), level: level, method: "logistic, Wald",
            n: n)
    }
}

private struct LogisticProblem {
    let columns: [[Double]]
    let offset: [Double]?
    let labels: [Bool]
    let ridge: [Double]

    private func sum(_ beta: [Double], _ i: Int) -> Double {
        var sum = offset?[i] ?? 0
        for (column, coefficient) in zip(columns, beta) { sum += coefficient * column[i] }
        return sum
    }

    /// The negative log likelihood, and the ridge.
    func loss(_ beta: [Double]) -> Double {
        let penalty = zip(beta, ridge).reduce(0) { $0 + $1.0 * $1.0 * $1.1 / 2 }
        return labels.indices.reduce(penalty) { loss, i in
            let wrong = labels[i] ? -sum(beta, i) : sum(beta, i)
            return loss + max(wrong, 0) + log1p(exp(-abs(wrong)))
        }
    }

    /// Uphill, and Fisher's information.
    func derivatives(_ beta: [Double]) -> (gradient: [Double], information: [[Double]]) {
        let size = columns.count
        var gradient = [Double](repeating: 0, count: size)
        var information = gradient.map { _ in [Double](repeating: 0, count: size) }
        for i in labels.indices {
            let p = 1 / (1 + exp(-sum(beta, i)))
            for a in 0..<size {
                gradient[a] += columns[a][i] * ((labels[i] ? 1 : 0) - p)
                for b in 0..<size { information[a][b] += columns[a][i] * columns[b][i] * p * (1 - p) }
            }
        }
        for a in 0..<size {
            gradient[a] -= ridge[a] * beta[a]
            information[a][a] += ridge[a]
        }
        return (gradient, information)
    }

    /// Whether a gradient is zero but for rounding.
    func isFlat(_ gradient: [Double]) -> Bool {
        zip(gradient, columns).allSatisfy { slope, column in
            abs(slope) <= 1e-9 * column.reduce(1) { $0 + abs($1) }
        }
    }
}

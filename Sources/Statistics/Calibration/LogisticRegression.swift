import Foundation

/// Log odds as a weighted sum of columns, fitted to labels by maximum likelihood.
///
/// Newton's method with halved steps (iteratively reweighted least squares; McCullagh, Nelder: Generalized linear
/// models, 1989).
struct LogisticRegression {
    let coefficients: [Double]
    /// Of the coefficients: the inverse of Fisher's information.
    let covariance: [[Double]]
    private let n: Int

    /// `nil` where no finite coefficients fit best, or the columns do not determine them.
    init?(columns: [[Double]], offset: [Double]? = nil, labels: [Bool]) {
        n = labels.count
        let problem = LogisticProblem(columns: columns, offset: offset, labels: labels)
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

    private func sum(_ beta: [Double], _ i: Int) -> Double {
        var sum = offset?[i] ?? 0
        for (column, coefficient) in zip(columns, beta) { sum += coefficient * column[i] }
        return sum
    }

    /// The negative log likelihood.
    func loss(_ beta: [Double]) -> Double {
        labels.indices.reduce(0) { loss, i in
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
        return (gradient, information)
    }

    /// Whether a gradient is zero but for rounding.
    func isFlat(_ gradient: [Double]) -> Bool {
        zip(gradient, columns).allSatisfy { slope, column in
            abs(slope) <= 1e-9 * column.reduce(1) { $0 + abs($1) }
        }
    }
}

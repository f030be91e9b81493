import Foundation
import Statistics

/// Log odds as a weighted sum of standardised terms.
struct StandardisedLogistic: Codable, Equatable, Sendable {
    /// The log odds where every term is at its mean.
    let intercept: Double
    let terms: [Term]

    struct Term: Codable, Equatable, Sendable {
        let name: String
        /// Of those that it learnt from.
        let mean, deviation: Double
        /// What a deviation adds to the log odds.
        let coefficient: Double
    }

    /// Whether it has these terms, in this order, and numbers that a fit can have: sums of others are none.
    func knows(_ names: [String]) -> Bool {
        terms.map(\.name) == names
            && ([intercept] + terms.flatMap { [$0.mean, $0.coefficient] }).allSatisfy { abs($0) < 1e6 }
            && terms.allSatisfy { (1e-6..<1e6).contains($0.deviation) }
    }

    /// What each term of a row adds to the intercept.
    func parts(_ row: [Double]) -> [Double] {
        zip(row, terms).map { $1.coefficient * ($0 - $1.mean) / $1.deviation }
    }

    /// The log odds of a row of terms.
    func logit(_ row: [Double]) -> Double { intercept + parts(row).reduce(0, +) }

    /// The probability of a row of terms.
    func probability(_ row: [Double]) -> Double { 1 / (1 + exp(-logit(row))) }
}

extension StandardisedLogistic {
    /// Fits standardised terms with a ridge, none on the intercept: what scikit-learn's `LogisticRegression` has with the
    /// inverse of the ridge for C. A term that is the same for all has no say.
    ///
    /// `nil` where all or none has the finding.
    ///
    /// - Parameters:
    ///   - names: of the terms.
    ///   - rows: the terms of each case.
    init?(_ names: [String], _ rows: [[Double]], labels: [Bool], ridge: Double) {
        guard labels.contains(true), labels.contains(false) else { return nil }
        let count = Double(labels.count)
        let scales = names.indices.map { column -> (mean: Double, deviation: Double) in
            let mean = rows.reduce(0) { $0 + $1[column] } / count
            let variance = rows.reduce(0) { $0 + ($1[column] - mean) * ($1[column] - mean) } / count
            return (mean, variance > 1e-12 ? variance.squareRoot() : 1)
        }
        let columns =
            [[Double](repeating: 1, count: labels.count)]
            + scales.enumerated().map { column, scale in
                rows.map { ($0[column] - scale.mean) / scale.deviation }
            }
        guard
            let fit = LogisticRegression(
                columns: columns, labels: labels, ridge: [0] + names.map { _ in ridge })
        else { return nil }
        self.init(
            intercept: fit.coefficients[0],
            terms: zip(names, zip(scales, fit.coefficients.dropFirst())).map { name, found in
                Term(name: name, mean: found.0.mean, deviation: found.0.deviation, coefficient: found.1)
            })
    }
}

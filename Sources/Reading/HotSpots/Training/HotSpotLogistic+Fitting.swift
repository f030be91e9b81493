import Statistics

extension HotSpotLogistic {
    /// The best of 0.3 to 100 for malignancy, by ten-fold cross-validation over the patients that teach.
    private static let ridge = 3.0

    /// Fits standardised terms with a ridge, none on the intercept: what scikit-learn's `LogisticRegression` has with
    /// C = 1/3. A term that is the same for all has no say.
    ///
    /// `nil` where all or none has the finding.
    init?(_ terms: [[Double]], labels: [Bool]) {
        guard labels.contains(true), labels.contains(false) else { return nil }
        let count = Double(labels.count)
        let scales = HotSpotTerm.all.indices.map { column -> (mean: Double, deviation: Double) in
            let mean = terms.reduce(0) { $0 + $1[column] } / count
            let variance = terms.reduce(0) { $0 + ($1[column] - mean) * ($1[column] - mean) } / count
            return (mean, variance > 1e-12 ? variance.squareRoot() : 1)
        }
        let columns =
            [[Double](repeating: 1, count: labels.count)]
            + scales.enumerated().map { column, scale in
                terms.map { ($0[column] - scale.mean) / scale.deviation }
            }
        let ridge = [0] + scales.map { _ in Self.ridge }
        guard let fit = LogisticRegression(columns: columns, labels: labels, ridge: ridge) else { return nil }
        self.init(
            intercept: fit.coefficients[0],
            terms: zip(HotSpotTerm.all, zip(scales, fit.coefficients.dropFirst())).map { term, found in
                Term(
                    name: term.name, mean: found.0.mean, deviation: found.0.deviation, coefficient: found.1)
            })
    }

    /// The probability for a row of terms.
    func probability(_ terms: [Double]) -> Double { answer(terms).probability }
}

/// Two measurements of one quantity, a pair a patient: such as a method's beside the truth.
///
/// Lin: A concordance correlation coefficient to evaluate reproducibility. Biometrics 45:255, 1989. Bland, Altman:
/// Statistical methods for assessing agreement between two methods of clinical measurement. Lancet 327:307, 1986.
public struct PairedMeasurements: Sendable {
    private let pairs: [(Double, Double)]

    /// - Parameter pairs: of each patient, both measurements in one unit.
    /// - Precondition: all are finite.
    public init(_ pairs: [(Double, Double)]) {
        precondition(pairs.allSatisfy { $0.0.isFinite && $0.1.isFinite })
        self.pairs = pairs
    }

    /// What tells how far they agree.
    public enum Measure: String, CaseIterable, Sendable {
        /// Pearson's correlation: whether one is a straight line of the other, whichever.
        case correlation
        /// Lin's concordance: whether they are equal; 1 is so, and bias or another scale lower it.
        case concordance
        /// The mean of the first less the second, in their unit.
        case bias
        /// Between them 95 % of all differences lie, where these are normal, in the unit.
        case lowerLimit, upperLimit
    }

    /// A measure of all pairs; `nil` with fewer than two, or where one of the two never varies and a correlation is asked
    /// for.
    public func callAsFunction(_ measure: Measure) -> Double? {
        value(measure, [Int](repeating: 1, count: pairs.count))
    }

    /// With its bootstrap interval over patients.
    public func estimate(
        _ measure: Measure, by bootstrap: Bootstrap, using generator: inout some RandomNumberGenerator
    ) -> Estimate? {
        bootstrap.estimate(patients: pairs.count, using: &generator) { value(measure, $0) }
    }

    /// Where each pair counts so often.
    private func value(_ measure: Measure, _ counts: [Int]) -> Double? {
        let n = Double(counts.reduce(0, +))
        guard n >= 2 else { return nil }
        func mean(_ value: (Double, Double) -> Double) -> Double {
            zip(pairs, counts).reduce(0) { $0 + Double($1.1) * value($1.0.0, $1.0.1) } / n
        }
        let (x, y) = (mean { first, _ in first }, mean { _, second in second })
        switch measure {
        case .correlation, .concordance:
            let (xx, yy) = (mean { a, _ in (a - x) * (a - x) }, mean { _, b in (b - y) * (b - y) })
            let xy = mean { ($0 - x) * ($1 - y) }
            // Where all are equal, the mean may still miss them by rounding.
            guard xx > 1e-28 * x * x, yy > 1e-28 * y * y else { return nil }
            return measure == .correlation
                ? xy / (xx * yy).squareRoot() : 2 * xy / (xx + yy + (x - y) * (x - y))
        case .bias: return x - y
        case .lowerLimit, .upperLimit:
            let spread = (mean { ($0 - $1 - x + y) * ($0 - $1 - x + y) } * n / (n - 1)).squareRoot()
            let half = normalQuantile(0.975) * spread
            return measure == .lowerLimit ? x - y - half : x - y + half
        }
    }
}

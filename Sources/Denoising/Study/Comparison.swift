import Statistics

/// One method beside another at one level, patient by patient.
struct Comparison: Sendable {
    let method: String
    let level: CountLevel
    /// The study's main method minus this one.
    let difference: Estimate
    /// Wilcoxon's signed-rank test, two-sided.
    let p: Double
    /// The same, after Holm's correction for all comparisons of the measure.
    let adjustedP: Double
}

extension ScoreBook {
    /// The main method against every other at every level that both have; empty for fewer than two patients.
    func comparisons(of main: String, _ measure: Measure) -> [Comparison] {
        let pairs = methods.filter { $0 != main }.flatMap { other in levels.map { (other, level: $0) } }
        let found = pairs.compactMap { other, level -> (String, CountLevel, Estimate, Double)? in
            let key = Key(method: main, level: level, measure: measure)
            let differences = differences(key, minus: other)
            guard let mean = Estimate.mean(of: differences, unit: measure.unit) else { return nil }
            return (other, level, mean, WilcoxonTest(differences: differences)?.p ?? 1)
        }
        return zip(found, holmAdjusted(found.map(\.3))).map { pair, adjusted in
            Comparison(
                method: pair.0, level: pair.1, difference: pair.2, p: pair.3, adjustedP: adjusted)
        }
    }
}

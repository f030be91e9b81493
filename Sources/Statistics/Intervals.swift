extension Estimate {
    /// The mean of independent observations, with Student's interval; `nil` for fewer than two of them,
    /// from which no interval follows, or where one is not finite.
    ///
    /// Exact for normal observations, good for the mean of many.
    ///
    /// - Precondition: `level` lies between 0 and 1.
    public static func mean(of values: [Double], level: Double = 0.95, unit: String = "") -> Estimate? {
        precondition(level > 0 && level < 1)
        guard values.count >= 2, values.allSatisfy(\.isFinite) else { return nil }
        let n = Double(values.count)
        let mean = values.reduce(0, +) / n
        let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (n - 1)
        let half = studentTQuantile(0.5 + level / 2, degreesOfFreedom: n - 1) * (variance / n).squareRoot()
        return Estimate(
            value: mean, interval: (mean - half)...(mean + half), level: level, method: "Student t",
            n: values.count, unit: unit)
    }

    /// The chance of success after `successes` in `trials`, with the interval that holds the true chance
    /// at least as often as `level` says, whatever it is.
    ///
    /// Clopper, Pearson: The use of confidence or fiducial limits illustrated in the case of the binomial.
    /// Biometrika 26:404, 1934.
    ///
    /// - Precondition: 0 ≤ `successes` ≤ `trials`, `trials` is positive, `level` lies between 0 and 1.
    public static func proportion(successes: Int, trials: Int, level: Double = 0.95) -> Estimate {
        precondition(trials > 0 && (0...trials).contains(successes) && level > 0 && level < 1)
        let outside = (1 - level) / 2
        let k = Double(successes)
        let n = Double(trials)
        let lower = successes == 0 ? 0 : inverseIncompleteBeta(k, n - k + 1, outside)
        let upper = successes == trials ? 1 : inverseIncompleteBeta(k + 1, n - k, 1 - outside)
        return Estimate(
            value: k / n, interval: lower...upper, level: level, method: "Clopper-Pearson", n: trials)
    }
}

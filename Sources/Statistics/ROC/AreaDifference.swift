/// The difference of two areas under ROC curves of the same cases, with the test that there is none.
public struct AreaDifference: Codable, Equatable, Sendable {
    /// The first area less the second, with its interval.
    public let estimate: Estimate
    /// The two-sided chance of such a difference, or a greater one, where there is none.
    public let p: Double

    init(estimate: Estimate, p: Double) {
        self.estimate = estimate
        self.p = p
    }

    /// By the normal distribution.
    init(_ difference: Double, variance: Double, level: Double, method: String, n: Int) {
        // Variances of equal scores cancel but for rounding, which must not look like an effect.
        let deviation = variance > 1e-15 ? variance.squareRoot() : 0
        let half = normalQuantile(0.5 + level / 2) * deviation
        estimate = Estimate(
            value: difference, interval: (difference - half)...(difference + half), level: level,
            method: method, n: n)
        p = difference == 0 ? 1 : 2 * normalCumulative(-abs(difference) / deviation)
    }
}

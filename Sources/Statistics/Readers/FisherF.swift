/// The chance that a variable of Fisher's F distribution is at least `f`.
///
/// Abramowitz, Stegun 26.6.2, by the incomplete beta function.
///
/// - Precondition: `f` is not negative, the degrees of freedom are positive.
public func fisherFAtLeast(_ f: Double, numerator: Double, denominator: Double) -> Double {
    precondition(f >= 0 && numerator > 0 && denominator > 0)
    guard f.isFinite else { return 0 }
    return regularisedIncompleteBeta(
        denominator / 2, numerator / 2, denominator / (denominator + numerator * f))
}

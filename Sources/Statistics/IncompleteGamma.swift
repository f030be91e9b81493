import Foundation

/// The regularised incomplete gamma functions P(a, x) and Q(a, x) = 1 - P(a, x), the smaller of which
/// keeps its digits.
///
/// By the series below x = a + 1, by the continued fraction above: Abramowitz, Stegun 6.5.29 and 6.5.31,
/// summed and evaluated until another term changes nothing.
///
/// - Precondition: `a` is positive, `x` is not negative.
public func regularisedIncompleteGamma(_ a: Double, _ x: Double) -> (lower: Double, upper: Double) {
    precondition(a > 0 && x >= 0)
    if x == 0 { return (0, 1) }
    if x == .infinity { return (1, 0) }
    let front = exp(a * log(x) - x - lgamma(a))
    if x < a + 1 {
        var term = 1 / a
        var sum = term
        var n = a
        while term > sum * 1e-17 {
            n += 1
            term *= x / n
            sum += term
        }
        return (front * sum, 1 - front * sum)
    }
    var b = x + 1 - a
    var c = 1e300
    var d = 1 / b
    var fraction = d
    for step in 1...1_000_000 {
        let n = Double(step)
        let numerator = -n * (n - a)
        b += 2
        d = 1 / (numerator * d + b)
        c = b + numerator / c
        fraction *= d * c
        if abs(d * c - 1) < 1e-16 { break }
    }
    return (1 - front * fraction, front * fraction)
}

/// The chance of at least `count` events where `mean` are expected.
///
/// - Precondition: neither is negative.
public func poissonAtLeast(_ count: Double, mean: Double) -> Double {
    count <= 0 ? 1 : regularisedIncompleteGamma(count, mean).lower
}

/// The chance of at most `count` events where `mean` are expected.
///
/// - Precondition: neither is negative.
public func poissonAtMost(_ count: Double, mean: Double) -> Double {
    regularisedIncompleteGamma(count + 1, mean).upper
}

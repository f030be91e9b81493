import Foundation

/// The regularised incomplete beta function I_x(a, b): the chance that a Beta(a, b) variable is at most x.
///
/// Abramowitz, Stegun 26.5.8, a continued fraction, evaluated by Lentz's method (Thompson, Barnett,
/// J Comput Phys 64:490, 1986) on the side of the mean where it converges fast, mirrored by 26.5.2.
///
/// - Precondition: `a` and `b` are positive, `x` lies in 0...1.
public func regularisedIncompleteBeta(_ a: Double, _ b: Double, _ x: Double) -> Double {
    incompleteBeta(a, b, x, complement: 1 - x)
}

/// The x for which ``regularisedIncompleteBeta(_:_:_:)`` is `p`: a quantile of the beta distribution.
///
/// Newton's method, kept inside a bracket that each step narrows.
///
/// - Precondition: `a` and `b` are positive, `p` lies in 0...1.
public func inverseIncompleteBeta(_ a: Double, _ b: Double, _ p: Double) -> Double {
    precondition(a > 0 && b > 0 && (0...1).contains(p))
    if p == 0 || p == 1 { return p }
    var low = 0.0
    var high = 1.0
    var x = a / (a + b)
    for _ in 0..<2000 {
        let error = incompleteBeta(a, b, x, complement: 1 - x) - p
        if error == 0 { return x }
        if error > 0 { high = x } else { low = x }
        let density = exp((a - 1) * log(x) + (b - 1) * log1p(-x) - logBeta(a, b))
        var next = x - error / density
        if !(next > low && next < high) { next = low > 0 ? (low * high).squareRoot() : high / 16 }
        if !(next > low && next < high) { next = (low + high) / 2 }
        if abs(next - x) <= 4e-16 * x { return next }
        x = next
    }
    return x
}

private func incompleteBeta(_ a: Double, _ b: Double, _ x: Double, complement y: Double) -> Double {
    precondition(a > 0 && b > 0 && (0...1).contains(x))
    if x == 0 || y == 0 { return x }
    let front = exp(a * log(x) + b * log1p(-x) - logBeta(a, b))
    if x < (a + 1) / (a + b + 2) { return front * continuedFraction(a, b, x) / a }
    return 1 - front * continuedFraction(b, a, y) / b
}

/// ln Γ(a) + ln Γ(b) - ln Γ(a + b), whose last two terms nearly cancel where b is large: by Stirling's
/// series (Abramowitz, Stegun 6.1.41) their difference is taken before they are rounded.
private func logBeta(_ a: Double, _ b: Double) -> Double {
    let (a, b) = (min(a, b), max(a, b))
    guard b >= 15 else { return lgamma(a) + lgamma(b) - lgamma(a + b) }
    func correction(_ x: Double) -> Double {
        let x2 = x * x
        return (1.0 / 12 - (1.0 / 360 - (1.0 / 1260 - (1.0 / 1680 - 1.0 / 1188 / x2) / x2) / x2) / x2) / x
    }
    return lgamma(a) + a - a * log(a + b) - (b - 0.5) * log1p(a / b) + correction(b) - correction(a + b)
}

/// 1 / (1 + d₁/(1 + d₂/(1 + ...))), until another term changes nothing.
private func continuedFraction(_ a: Double, _ b: Double, _ x: Double) -> Double {
    let tiny = 1e-300
    func away(_ value: Double) -> Double { abs(value) < tiny ? tiny : value }
    var c = 1.0
    var d = 1 / away(1 - (a + b) * x / (a + 1))
    var result = d
    for step in 1...100_000 {
        let m = Double(step)
        let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        d = 1 / away(1 + even * d)
        c = away(1 + even / c)
        result *= d * c
        let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        d = 1 / away(1 + odd * d)
        c = away(1 + odd / c)
        let change = d * c
        result *= change
        if abs(change - 1) < 1e-16 { break }
    }
    return result
}

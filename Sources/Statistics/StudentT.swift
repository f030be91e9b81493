/// The quantile of Student's t: the value that so many degrees of freedom stay below with the chance `p`.
///
/// Student, Biometrika 6:1, 1908. From t²/(ν + t²) ~ Beta(1/2, ν/2), or its complement in the tails.
///
/// - Precondition: `p` lies between 0 and 1, `degreesOfFreedom` is positive.
public func studentTQuantile(_ p: Double, degreesOfFreedom: Double) -> Double {
    precondition(p > 0 && p < 1 && degreesOfFreedom > 0)
    let within = inverseIncompleteBeta(0.5, degreesOfFreedom / 2, abs(2 * p - 1))
    var odds = within / (1 - within)
    if within > 0.5 {
        let beyond = inverseIncompleteBeta(degreesOfFreedom / 2, 0.5, 2 * min(p, 1 - p))
        odds = (1 - beyond) / beyond
    }
    let size = (degreesOfFreedom * odds).squareRoot()
    return p < 0.5 ? -size : size
}

import Foundation

/// The chance that a standard normal variable is at most `z`.
public func normalCumulative(_ z: Double) -> Double { 0.5 * erfc(-z / 2.0.squareRoot()) }

/// The quantile of the standard normal distribution: the value that it stays below with the chance `p`.
///
/// Abramowitz, Stegun 26.2.23 to start from, then Halley's method on the tail.
///
/// - Precondition: `p` lies between 0 and 1.
public func normalQuantile(_ p: Double) -> Double {
    precondition(p > 0 && p < 1)
    let tail = min(p, 1 - p)
    let t = (-2 * log(tail)).squareRoot()
    var z =
        t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)))
    for _ in 0..<3 {
        let density = exp(-z * z / 2) / (2 * Double.pi).squareRoot()
        let step = (normalCumulative(-z) - tail) / density
        z += step / (1 - z * step / 2)
    }
    return p < 0.5 ? -z : z
}

import Foundation

/// The rejection method of ``Binomial``, BTPE.
///
/// Draws from a hat of a triangle, two parallelograms and two exponential tails; the names and steps are
/// the paper's. Step 5.3 takes the signs of Stirling's corrections from the ratio
/// M! (n - M)! / (y! (n - y)!) itself.
struct BinomialRejection {
    /// The smallest n × p for which the hat covers the distribution and wins over inversion.
    static let leastMean = 30.0

    let trials: Int
    let n, r, q, nrq: Double
    let mode: Int
    let p1, p2, p3, p4: Double
    let middle, left, right, c, slopeLeft, slopeRight: Double

    init(trials: Int, probability: Double) {
        self.trials = trials
        n = Double(trials)
        r = probability
        q = 1 - r
        nrq = n * r * q
        let peak = n * r + r
        mode = Int(peak)
        p1 = (2.195 * nrq.squareRoot() - 4.6 * q).rounded(.down) + 0.5
        middle = Double(mode) + 0.5
        left = middle - p1
        right = middle + p1
        c = 0.134 + 20.5 / (15.3 + Double(mode))
        let a = (peak - left) / (peak - left * r)
        slopeLeft = a * (1 + a / 2)
        let b = (right - peak) / (right * q)
        slopeRight = b * (1 + b / 2)
        p2 = p1 * (1 + 2 * c)
        p3 = p2 + c / slopeLeft
        p4 = p3 + c / slopeRight
    }

    func sample(using generator: inout some RandomNumberGenerator) -> Int {
        while true {
            let u = generator.uniform() * p4
            var v = 1 - generator.uniform()
            let y: Double
            if u <= p1 {
                return Int(middle - p1 * v + u)
            } else if u <= p2 {
                let x = left + (u - p1) / c
                v = v * c + 1 - abs(middle - x) / p1
                if v > 1 { continue }
                y = x.rounded(.down)
            } else if u <= p3 {
                y = (left + log(v) / slopeLeft).rounded(.down)
                if y < 0 { continue }
                v *= (u - p2) * slopeLeft
            } else {
                y = (right - log(v) / slopeRight).rounded(.down)
                if y > n { continue }
                v *= (u - p3) * slopeRight
            }
            if accepts(Int(y), height: v) { return Int(y) }
        }
    }

    /// Whether `height` is at most f(y) / f(M), step 5.
    private func accepts(_ y: Int, height: Double) -> Bool {
        let k = abs(y - mode)
        if k <= 20 || Double(k) >= nrq / 2 - 1 { return height <= ratioByRecursion(y) }
        let distance = Double(k)
        let squeeze =
            distance / nrq * ((distance * (distance / 3 + 0.625) + 1.0 / 6) / nrq + 0.5)
        let normal = -distance * distance / (2 * nrq)
        let logHeight = log(height)
        if logHeight < normal - squeeze { return true }
        if logHeight > normal + squeeze { return false }
        return logHeight <= logRatioByStirling(y)
    }

    private func ratioByRecursion(_ y: Int) -> Double {
        let s = r / q
        let a = s * (n + 1)
        var ratio = 1.0
        if mode < y {
            for i in (mode + 1)...y { ratio *= a / Double(i) - s }
        } else if mode > y {
            for i in (y + 1)...mode { ratio /= a / Double(i) - s }
        }
        return ratio
    }

    /// ln f(y) - ln f(M), to 10⁻⁹ where y, M, n - y and n - M are above ten.
    func logRatioByStirling(_ y: Int) -> Double {
        let f1 = Double(mode + 1)
        let z = Double(trials - mode + 1)
        let x1 = Double(y + 1)
        let w = Double(trials - y + 1)
        return middle * log(f1 / x1) + (n - Double(mode) + 0.5) * log(z / w)
            + Double(y - mode) * log(w * r / (x1 * q))
            + correction(f1) + correction(z) - correction(x1) - correction(w)
    }

    /// ln Γ(x) less the leading terms of Stirling's series.
    private func correction(_ x: Double) -> Double {
        let x2 = x * x
        return (13860 - (462 - (132 - (99 - 140 / x2) / x2) / x2) / x2) / x / 166320
    }
}

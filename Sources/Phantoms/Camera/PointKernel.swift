import Foundation

/// Samples of a Gaussian, from the middle outwards, that together with the quadratic B-spline of
/// ``SplatVolume`` make a point as wide as the camera does.
///
/// They add up to one, and their variance is exactly the camera's less the 1/4 pixel² of the spline. Where the
/// camera resolves less than two pixels, samples of a Gaussian with the spline are up to 10 % too narrow at half maximum;
/// a fourth difference, which changes neither sum nor variance, sets their response at the Nyquist frequency to the
/// Gaussian's over the spline's. The width at half maximum is then within 2 % from contact on (0.5 pixel²,
/// LEHR at 2.4 mm). Below 0.68 pixel², nearer than 25 mm, a point has a rim of at most -1 % of its peak.
enum PointKernel {
    /// What the spline has, in pixels².
    static let splineVariance = 0.25

    /// How many samples beside the middle one a camera's variance in pixels² asks for: four standard deviations.
    static func radius(_ variance: Double) -> Int {
        max(2, Int((4 * max(0, variance - splineVariance).squareRoot()).rounded(.up)))
    }

    /// The samples for a camera's variance in pixels²; below the spline's as at the spline's.
    static func samples(_ variance: Double) -> [Double] {
        let wanted = max(0, variance - splineVariance)
        let radius = radius(variance)
        var samples: [Double] = []
        var (width, lacking) = (wanted, 0.0)
        for _ in 0..<4 {  // sampling and the cut at the ends change the variance
            samples = (0...radius).map { exp(-Double($0 * $0) / (2 * max(width, 1e-3))) }
            let sum = 2 * samples.reduce(0, +) - samples[0]
            samples = samples.map { $0 / sum }
            lacking = wanted - (1...radius).reduce(0) { $0 + 2 * Double($1 * $1) * samples[$1] }
            width += lacking
        }
        samples[1] += lacking / 2
        samples[0] -= lacking
        let atNyquist = samples.indices.reduce(0) { $0 + ($1 == 0 ? 1 : $1 % 2 == 0 ? 2 : -2) * samples[$1] }
        let wantedThere = exp(-variance * .pi * .pi / 2) / pow(2 / .pi, 3)
        let fourth = max(0, atNyquist - wantedThere) / 16
        samples[0] -= 6 * fourth
        samples[1] += 4 * fourth
        samples[2] -= fourth
        return samples
    }
}

public import Torch
public import Training

/// How far an answer is from what it should be.
public enum DenoiserLoss: String, Choice {
    /// The squared error of the counts, each image brought to the same mean pixel, so that those of few counts weigh
    /// as much as others.
    case mse
    /// The Poisson likelihood λ - t log λ. It weighs an error by the noise of its pixel, and its minimum is the
    /// expectation of t for noisy targets, too.
    case poisson
    /// The squared error of √(λ + 3/8). Anscombe, Biometrika 1948;35:246.
    case anscombe
    /// The likelihood of a normal distribution of the answer whose variance is the network's second output. Nix,
    /// Weigend: Estimating the mean and variance of the target probability distribution, IEEE ICNN 1994.
    case gaussian

    /// One number for N images.
    ///
    /// - Parameters:
    ///   - answer: of the network, N×1×H×W, or N×2×H×W with the logarithm of the variance.
    ///   - target: what should be expected, in counts on the image's own scale, N×1×H×W.
    ///   - gain: of each image, N×1×1×1: see ``CountScaling``.
    ///   - scaling: what the answer means.
    public func callAsFunction(
        _ answer: Tensor, _ target: Tensor, gain: Tensor, scaling: CountScaling
    ) -> Tensor {
        switch self {
        case .mse: return meanSquaredError(scaling.expected(answer, gain: gain) * gain, target * gain)
        case .poisson:
            // A little is expected everywhere: no logarithm of zero, and no gradient without bound.
            let rate = scaling.expected(answer, gain: gain) + Self.leastCounts
            return (rate - target * rate.log()).mean()
        case .anscombe:
            let expected = scaling.expected(answer, gain: gain).clamped(from: 0)
            return meanSquaredError((expected + 0.375).sqrt(), (target + 0.375).sqrt())
        case .gaussian:
            let parts = answer.split(into: 2, dim: 1)
            let logVariance = Self.admitted(logVariance: parts[1])
            let distance = parts[0] - scaling.answer(expecting: target, gain: gain)
            return (logVariance + distance.pow(2) * (-logVariance).exp()).mean() / 2
        }
    }

    private static let leastCounts = 0.01

    /// A network's second answer, within what its exponential can be counted with.
    static func admitted(logVariance: Tensor) -> Tensor { logVariance.clamped(from: -14, to: 4) }
}

import Foundation
import Torch
public import Training

/// How counts become what a network sees, and its answer expected counts again.
public enum CountScaling: String, Choice {
    /// Every image is multiplied so that its mean pixel is 0.25. Its contrast is the same at all count levels then,
    /// and its noise is not. Articles do so when they bring images of few counts to the reference's.
    case mean
    /// √(y + 3/8) / 4, Anscombe's transform. Its noise is the same (a standard deviation of 1/8) for all counts, all
    /// pixels and all cameras, and its contrast is not; the network sees how many counts there are. The square of
    /// the answer is never negative.
    case anscombe

    private static let meanPixel = 0.25
    private static let divisor: Float = 4

    /// What an image of so many counts a pixel is multiplied by to have the mean pixel that ``mean`` gives it.
    static func gain(countsPerPixel: Double) -> Float { Float(meanPixel / Swift.max(countsPerPixel, 1e-9)) }

    /// What the network sees of a pixel of so many counts.
    @inline(__always)
    func seen(_ counts: Float, gain: Float) -> Float {
        switch self {
        case .mean: counts * gain
        case .anscombe: (counts + 0.375).squareRoot() / Self.divisor
        }
    }

    /// What the network should answer where so many counts are expected.
    func answer(expecting counts: Tensor, gain: Tensor) -> Tensor {
        switch self {
        case .mean: counts * gain
        case .anscombe: counts.sqrt() / Self.divisor
        }
    }

    /// The expected counts that an answer means.
    func expected(_ answer: Tensor, gain: Tensor) -> Tensor {
        switch self {
        case .mean: answer / gain
        case .anscombe: (Self.softened(answer) * Self.divisor).pow(2)
        }
    }

    /// About `x` from 0.1 on, about 0 below -0.1, and rising everywhere: of two answers with one square, this leaves
    /// the positive one. Softplus: Dugas et al., NIPS 2000.
    private static func softened(_ x: Tensor) -> Tensor {
        relu(x) + (1 + (x.abs() * -sharpness).exp()).log() / sharpness
    }

    private static let sharpness = 30.0

    /// Mean and standard deviation of the expected counts, where the answer is normal with this `mean` and the
    /// variance whose logarithm is `logVariance`: for a square, E[z²] = μ² + σ² and Var[z²] = 4μ²σ² + 2σ⁴.
    func expected(mean: Tensor, logVariance: Tensor, gain: Tensor) -> (mean: Tensor, deviation: Tensor) {
        let variance = logVariance.exp()
        switch self {
        case .mean: return (mean / gain, variance.sqrt() / gain)
        case .anscombe:
            let (square, scale) = (mean * mean, Self.divisor * Self.divisor)
            return (
                (square + variance) * scale, (square * variance * 4 + variance * variance * 2).sqrt() * scale
            )
        }
    }
}

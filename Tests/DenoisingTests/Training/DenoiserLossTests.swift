import TestSupport
import Testing
import Torch

@testable import Denoising

/// Against PyTorch's functions: Fixtures/torch/denoiser_losses.py.
@Suite(.tags(.golden)) struct DenoiserLossTests {
    struct Numbers: Decodable {
        struct Case: Decodable {
            let loss, scaling: String
            let value: Double
            let gradient: [Double]
        }
        let shape: [Int]
        let answer, logVariance, counts, gain: [Double]
        let cases: [Case]
    }

    @Test func valuesAndGradients() throws {
        let numbers = try decodedFixture("torch/denoiser_losses.json", as: Numbers.self)
        let shape = numbers.shape
        let counts = Tensor(numbers.counts, shape: shape)
        let gain = Tensor(numbers.gain, shape: [shape[0], 1, 1, 1])
        #expect(numbers.cases.count == 7)
        for one in numbers.cases {
            let loss = try #require(DenoiserLoss(rawValue: one.loss))
            let scaling = try #require(CountScaling(rawValue: one.scaling))
            var planes = [Tensor(numbers.answer, shape: shape)]
            if loss == .gaussian { planes.append(Tensor(numbers.logVariance, shape: shape)) }
            let answer = concatenate(planes, dim: 1).requiringGradient()
            let value = loss(answer, counts, gain: gain, scaling: scaling)
            #expect(abs(value.item - one.value) < 1e-9 * max(1, abs(one.value)), "\(one.loss) \(one.scaling)")
            let expected = Tensor(one.gradient, shape: answer.shape)
            try expectClose(
                gradient(of: value, withRespectTo: [answer])[0], expected, within: 1e-6,
                "\(one.loss) \(one.scaling)")
        }
    }

    /// E[z²] and Var[z²] of a normal z, by a million draws.
    @Test(.tags(.property)) func momentsOfASquare() throws {
        let z = Tensor.normal([1_000_000], mean: 0.6, std: 0.2, dtype: .float64, using: Generator(seed: 1))
        let counts = (z * 4).pow(2)
        let (mean, deviation) = CountScaling.anscombe.expected(
            mean: Tensor([0.6], shape: [1, 1, 1, 1]), logVariance: Tensor([0.04], shape: [1, 1, 1, 1]).log(),
            gain: .ones([1, 1, 1, 1]))
        #expect(abs(mean.item / counts.mean().item - 1) < 0.005)
        #expect(abs(deviation.item / counts.std().item - 1) < 0.005)
    }
}

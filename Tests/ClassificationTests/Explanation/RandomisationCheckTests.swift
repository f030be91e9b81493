import TestSupport
import Testing
import Torch

@testable import Classification

@Suite(.tags(.property)) struct RandomisationCheckTests {
    let scans = (0..<4).map { CounterNumbers.image($0, shape: [1, 1, 64, 32]) - 0.5 }

    /// Weights decide what a convolution shows.
    @Test func mapsThatDependOnTheWeightsPass() throws {
        let network = evaluated(ConvolutionClassifier(using: Generator(seed: 1)))
        let check = try RandomisationCheck(network, on: scans, seed: 7) { ConvolutionClassifier(using: $0) }
        #expect(check.passes, "\(check)")
        #expect(check.steps.map(\.part) == ["head", "convolution"])
        #expect(check.steps.allSatisfy { $0.compared + $0.constant == 4 * RandomisationCheck.draws })
        #expect(check.scans == 4 && check.constantMaps == 0)
    }

    /// A network that shows its input, whatever its weights, is found out.
    @Test func mapsThatShowTheScanAloneFail() throws {
        let check = try RandomisationCheck(evaluated(PoolingClassifier()), on: scans, seed: 7) { _ in
            PoolingClassifier()
        }
        #expect(!check.passes)
        #expect(check.steps.map(\.part) == ["head"])
        #expect(try #require(check.steps[0].correlation) == 1)
    }

    /// Nor does one pass that shows nothing: maps of 0 alone have no ranks.
    @Test func mapsOfNothingFail() throws {
        let positive = scans.map { $0 + 1 }
        let check = try RandomisationCheck(evaluated(PoolingClassifier(sign: -1)), on: positive, seed: 7) {
            _ in
            PoolingClassifier(sign: -1)
        }
        #expect(!check.passes && check.constantMaps == 4)
        #expect(check.steps[0].correlation == nil && check.steps[0].constant == 4 * RandomisationCheck.draws)
    }

    /// Weights drawn as the network's own were change nothing, and the network that is judged stays as it was.
    @Test func theSameWeightsGiveTheSameMaps() throws {
        let network = evaluated(ConvolutionClassifier(using: Generator(seed: 7)))
        let before = network.state.map(\.tensor.floats)
        let same = try RandomisationCheck(network, on: scans, seed: 7) { _ in
            ConvolutionClassifier(using: Generator(seed: 7))
        }
        #expect(same.steps.allSatisfy { $0.correlation == 1 })
        #expect(network.state.map(\.tensor.floats) == before)
    }
}

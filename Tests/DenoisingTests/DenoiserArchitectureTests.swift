import Denoising
import TestSupport
import Testing
import Torch

/// What every denoiser has in common.
@Suite(.tags(.property)) struct DenoiserArchitectureTests {
    @Test(arguments: DenoiserArchitecture.allCases)
    func answersPlanesOfTheImagesSize(architecture: DenoiserArchitecture) {
        let network = architecture.make(using: Generator(seed: 1))
        let side = 3 * architecture.sidesAreMultiplesOf
        let y = network(.ones([2, 1, side, 2 * side]))
        #expect(y.shape == [2, architecture.outputs, side, 2 * side])
    }

    /// The gradient of an answer's pixel ends exactly `reach` rows and columns away, at the worst place among
    /// those that the poolings tell apart. In 64 bits, of which libtorch's own convolutions leave exact zeros.
    @Test(arguments: DenoiserArchitecture.allCases)
    func sizeOfTheNeighbourhood(architecture: DenoiserArchitecture) throws {
        let network = architecture.make(using: Generator(seed: 1))
        network.evaluate()
        network.move(to: .float64)
        let step = architecture.sidesAreMultiplesOf
        var farthest = 0
        for place in 0..<step {
            let x = Parameter(CounterNumbers.image(place, shape: [1, 1, 64, 64]).to(.float64))
            network(x.value)[0, 0..<1, 32 + place, 32 + place].sum().backward()
            let gradient = try #require(x.gradient).array(of: Double.self)
            for index in gradient.indices where gradient[index] != 0 {
                farthest = max(farthest, abs(index / 64 - 32 - place), abs(index % 64 - 32 - place))
            }
        }
        #expect(farthest == architecture.reach)
    }
}

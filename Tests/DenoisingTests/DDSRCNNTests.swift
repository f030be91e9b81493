import Denoising
import Foundation
import TestSupport
import Testing
import Torch

/// Against the same layers in PyTorch and in Keras on the same counter-filled weights:
/// Fixtures/torch/ddsrcnn.py, Fixtures/keras/ddsrcnn.py.
@Suite(.tags(.golden)) struct DDSRCNNTests {
    static func filled() throws -> DDSRCNN {
        let network = DDSRCNN(using: Generator(seed: 0))
        try CounterNumbers.fill(network)
        return network
    }

    /// LITERATURE's sum over the layer table; Keras counts the same of the first, and both of the second.
    @Test(arguments: [
        (DenoiserArchitecture.ddsrcnn, 1_109_121), (.ddsrcnnTransposed, 1_395_841),
        (.ddsrcnnUncertainty, 1_110_722),
    ])
    func parameterCount(architecture: DenoiserArchitecture, expected: Int) {
        #expect(architecture.make(using: Generator(seed: 0)).parameterCount == expected)
    }

    /// 1e-5 of the largest: ten layers of Float32 sums of up to 2304 terms, in another order.
    @Test(arguments: [
        (DenoiserArchitecture.ddsrcnn, "torch", ""), (.ddsrcnn, "keras", ""),
        (.ddsrcnnTransposed, "torch", "transposed."), (.ddsrcnnTransposed, "keras", "transposed."),
        (.ddsrcnnUncertainty, "torch", "uncertainty."),
    ])
    func answersAndDifferentiatesAsPeer(
        architecture: DenoiserArchitecture, peer: String, prefix: String
    ) throws {
        let expected = try SafeTensors.read(fixture("\(peer)/ddsrcnn.safetensors"))
        let network = architecture.make(using: Generator(seed: 0))
        try CounterNumbers.fill(network)
        let x = CounterNumbers.image(0, shape: [2, 1, 32, 24])
        let y = network(x)
        meanSquaredError(y, (x * x).expanded(to: y.shape)).backward()
        try expectClose(y, expected["\(prefix)y"], within: 1e-5, "y")
        try expectGradients(of: network, asIn: expected, prefix, within: 1e-5)
    }

    /// Glorot's bound, zero biases, and the same seed the same weights.
    @Test func beginsAsKeras() throws {
        let network = DDSRCNN(using: Generator(seed: 7))
        let twin = DDSRCNN(using: Generator(seed: 7))
        for ((name, parameter), other) in zip(network.parameters, twin.parameters) {
            let values = parameter.value.floats
            try expectIdentical(parameter.value, other.parameter.value, "\(name)")
            let shape = parameter.value.shape
            guard shape.count == 4 else {
                #expect(values.allSatisfy { $0 == 0 }, "\(name)")
                continue
            }
            let bound = (6 / Float((shape[0] + shape[1]) * shape[2] * shape[3])).squareRoot()
            let largest = values.map(abs).max() ?? 0
            #expect(largest <= bound && largest > 0.98 * bound, "\(name)")
        }
    }

    /// Enlarging by two and convolving with a 3×3 kernel is one case of the 4×4 transposed convolution: each of
    /// its weights is the sum of those whose pixels were copies of one.
    @Test func theTwinCanDoAllThatTheOriginalCan() throws {
        let original = try Self.filled()
        let twin = DDSRCNN(decoder: .transposedConv, using: Generator(seed: 0))
        var weights = Dictionary(uniqueKeysWithValues: original.state.map { ($0.name, $0.tensor) })
        for name in ["conv6.weight", "conv8.weight"] {
            let flipped = try #require(weights[name]).transposed(0, 1).flipped(2, 3)
            let down = flipped.zeroPadded(bottom: 1) + flipped.zeroPadded(top: 1)
            weights[name] = down.zeroPadded(right: 1) + down.zeroPadded(left: 1)
        }
        try twin.load(weights)
        let x = CounterNumbers.image(0, shape: [2, 1, 32, 24])
        try expectClose(twin(x), original(x), within: 1e-5)
    }
}

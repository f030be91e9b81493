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

    /// LITERATURE's sum over the layer table; Keras counts the same.
    @Test func parameterCount() {
        #expect(DDSRCNN(using: Generator(seed: 0)).parameterCount == 1_109_121)
    }

    /// 1e-5 of the largest: ten layers of Float32 sums of up to 2304 terms, in another order.
    @Test(arguments: ["torch", "keras"]) func answersAndDifferentiatesAsPeer(peer: String) throws {
        let expected = try SafeTensors.read(fixture("\(peer)/ddsrcnn.safetensors"))
        let network = try Self.filled()
        let x = CounterNumbers.image(0, shape: [2, 1, 32, 24])
        let y = network(x)
        meanSquaredError(y, x * x).backward()
        try expectClose(y, expected["y"], within: 1e-5, "y")
        for (index, (name, parameter)) in network.parameters.sorted(by: { $0.name < $1.name }).enumerated() {
            let gradient = try #require(parameter.gradient, "\(name)").floats
            let norm = try #require(expected["\(name).norm"]).floats[0]
            let elements = Tensor((0..<50).map { gradient[$0 * gradient.count / 50] }, shape: [50])
            try expectClose(elements, expected["\(name).elements"], within: 1e-5, "\(name)")
            let projection = zip(gradient, CounterNumbers.values(tensor: index, count: gradient.count))
                .reduce(0.0) { $0 + Double($1.0) * Double($1.1) }
            let found = gradient.reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot()
            #expect(abs(found - Double(norm)) <= 1e-5 * Double(norm), "\(name)")
            let peers = Double(try #require(expected["\(name).projection"]).floats[0])
            #expect(abs(projection - peers) <= 1e-5 * Double(norm), "\(name)")
        }
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
}

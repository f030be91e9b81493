import Denoising
import TestSupport
import Testing
import Torch

/// Against the same layers in PyTorch on the same counter-filled weights: Fixtures/torch/dncnn.py.
@Suite(.tags(.golden)) struct DnCNNTests {
    /// As the authors' PyTorch code has them.
    @Test(arguments: [(17, 556_096), (20, 667_072)]) func parameterCount(depth: Int, expected: Int) {
        #expect(DnCNN(depth: depth, using: Generator(seed: 0)).parameterCount == expected)
    }

    /// Answer, gradients and running statistics, with batch normalisation by the batch and by what it has seen. In
    /// double precision, see the fixture; that with 32 bits is seen in the answer in evaluation.
    @Test(arguments: [17, 20], [true, false])
    func answersAndDifferentiatesAsPeer(depth: Int, training: Bool) throws {
        let expected = try SafeTensors.read(fixture("torch/dncnn.safetensors"))
        let prefix = "\(depth).\(training ? "train" : "evaluate")."
        let network = DnCNN(depth: depth, using: Generator(seed: 0))
        try CounterNumbers.fill(network)
        network.train(training)
        let image = CounterNumbers.image(depth, shape: [2, 1, 23, 18])
        if !training { try expectClose(network(image), expected["\(prefix)y"], within: 1e-5, "32 bits") }
        network.move(to: .float64)
        let x = image.to(.float64)
        let y = network(x)
        meanSquaredError(y, x * x).backward()
        try expectClose(y, expected["\(prefix)y"], within: 1e-6, "y")
        try expectGradients(of: network, asIn: expected, prefix, within: 1e-6)
        for (name, tensor) in network.state where training && name.contains("running") {
            try expectClose(tensor, expected["\(prefix)\(name).after"], within: 1e-6, "\(name)")
        }
    }

    /// He's standard deviation, zero biases, norms that change nothing, and the same seed the same weights.
    @Test func beginsAsTheArticleSays() throws {
        let networks = [7, 7].map { DnCNN(using: Generator(seed: $0)) }
        for ((name, tensor), other) in zip(networks[0].state, networks[1].state) {
            try expectIdentical(tensor, other.tensor, "\(name)")
            let (values, shape) = (tensor.floats, tensor.shape)
            if shape.count == 4 {
                let found = (values.reduce(0) { $0 + $1 * $1 } / Float(values.count)).squareRoot()
                let expected = (2 / Float(shape[1] * 9)).squareRoot()
                // The standard deviation of n normal numbers is known to 1 / √(2 n); 4.5 times that.
                #expect(abs(found / expected - 1) < 4.5 / Float(2 * values.count).squareRoot(), "\(name)")
            } else {
                let isScale = name.hasSuffix("norm.weight") || name.hasSuffix("running_var")
                #expect(values.allSatisfy { $0 == (isScale ? 1 : 0) }, "\(name)")
            }
        }
    }
}

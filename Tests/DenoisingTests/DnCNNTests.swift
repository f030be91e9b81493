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

    /// Answer, gradients and running statistics, with batch normalisation by the batch and by what it has seen; in
    /// 64 bits, as the script says why. The fixture keeps seven digits.
    @Test(arguments: [17, 20], [true, false])
    func answersAndDifferentiatesAsPeer(depth: Int, training: Bool) throws {
        let expected = try SafeTensors.read(fixture("torch/dncnn.safetensors"))
        let prefix = "\(depth).\(training ? "train" : "evaluate")."
        let network = DnCNN(depth: depth, using: Generator(seed: 0))
        try CounterNumbers.fill(network)
        network.train(training)
        network.move(to: .float64)
        let x = CounterNumbers.image(depth, shape: [2, 1, 23, 18]).to(.float64)
        let y = network(x)
        meanSquaredError(y, x * x).backward()
        try expectClose(y, expected["\(prefix)y"], within: 1e-6, "y")
        try expectGradients(of: network, asIn: expected, prefix, within: 1e-6)
        for (name, tensor) in network.state where training && name.contains("running") {
            try expectClose(tensor, expected["\(prefix)\(name).after"], within: 1e-6, "\(name)")
        }
    }

    /// In 32 bits, by our own kernels where there are some.
    @Test(arguments: [17, 20]) func answersAsPeerInUse(depth: Int) throws {
        let expected = try SafeTensors.read(fixture("torch/dncnn.safetensors"))
        let network = DnCNN(depth: depth, using: Generator(seed: 0))
        try CounterNumbers.fill(network)
        network.evaluate()
        let y = withoutGradient { network(CounterNumbers.image(depth, shape: [2, 1, 23, 18])) }
        try expectClose(y, expected["\(depth).evaluate.y"], within: 1e-5, "y")
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

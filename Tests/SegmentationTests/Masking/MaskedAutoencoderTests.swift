import TestSupport
import Testing
import Torch

@testable import Segmentation

/// The loss of hidden patches, and all gradients, against a transcription in PyTorch: Fixtures/timm/masking.py.
@Suite(.tags(.golden)) struct MaskedAutoencoderTests {
    @Test func lossAndGradientsAreThePeers() throws {
        let peer = try SafeTensors.read(fixture("timm/masking.safetensors"))
        let generator = Generator(seed: 0)
        let network = MaskedAutoencoder(
            VisionTransformer(
                patch: 4, width: 12, heads: 3, depth: 2, channels: 1, side: 3, using: generator),
            width: 12, patch: 4, grid: Pair(3, 3), inner: 32, depth: 1, using: generator)
        try CounterNumbers.fill(network)
        network.move(to: .float64)
        let order = try #require(peer["order"]).to(.int64)
        let loss = network.loss(
            CounterNumbers.image(1, shape: [3, 1, 12, 12]).to(.float64), order: order, seen: 2)
        try expectClose(loss, peer["loss"], within: 1e-6)
        loss.backward()
        for (name, parameter) in network.parameters {
            let gradient = try #require(parameter.gradient, "\(name)")
            try expectSummary(of: gradient, asIn: peer, "gradient.\(name)", within: 1e-5)
        }
    }

    /// Of column and row, sines then cosines; the first frequency is one radian a patch.
    @Test func placesAreSines() {
        let places = sinePlaces(Pair(2, 3), width: 8).array(of: Float.self)
        let last = places.suffix(8).map { ($0 * 1000).rounded() / 1000 }
        #expect(last == [0.909, 0.020, -0.416, 1.0, 0.841, 0.010, 0.540, 1.0])
    }
}

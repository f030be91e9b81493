import TestSupport
import Testing
import Torch

@testable import Segmentation

/// The U-Net, its loss and gradients against a transcription in PyTorch and 64 bits, on counter-filled weights:
/// Fixtures/torch/unet.py.
@Suite(.tags(.golden)) struct UNetTests {
    let peer: [String: Tensor]
    let network = UNet(outputs: UNet.outputs, width: 16, depth: 2, using: Generator(seed: 1))
    let images = CounterNumbers.image(0, shape: [3, 1, 32, 16])

    init() throws {
        peer = try SafeTensors.read(fixture("torch/unet.safetensors"))
        try CounterNumbers.fill(network)
    }

    /// Ours, and the paper's size with three colours and one output as others have published it.
    @Test func hasAsManyParameters() throws {
        let counts = [(1, UNet.outputs, 16), (3, 1, 64)].map { channels, outputs, width in
            UNet(channels: channels, outputs: outputs, width: width, depth: 4, using: .outline())
                .parameterCount
        }
        #expect(counts == (try #require(peer["parameters"])).ints && counts[1] == 31_037_633)
    }

    @Test func answersAsThePeer() throws {
        network.evaluate()
        network.move(to: .float64)
        let image = images[0..<1].to(.float64)
        try withoutGradient {
            try expectClose(network(image), peer["logits"], within: 1e-6)
            try expectClose(network.meanLogits(image), peer["mean logits"], within: 1e-6)
        }
    }

    private func labels() -> (classes: Tensor, foci: Tensor) {
        func uniform(_ tensor: Int) -> [Float] { CounterNumbers.values(tensor: tensor, count: 3 * 32 * 16) }
        var classes = uniform(24).map { (($0 + 1) / 2 * 14).rounded(.down) }
        for (pixel, number) in uniform(26).enumerated() where number > 0.5 { classes[pixel] = 255 }
        var foci = uniform(25).map { $0 > 0.8 ? Float(1) : 0 }
        for pixel in 32 * 16..<2 * 32 * 16 { foci[pixel] = 255 }
        return (Tensor(classes, shape: [3, 32, 16]), Tensor(foci, shape: [3, 32, 16]))
    }

    private func expectStep(_ images: Tensor, within tolerance: Float) throws {
        let (classes, foci) = labels()
        let loss = UNetLoss(focusWeight: 5, overlapWeight: 0.7)(
            network(images), classes: classes, foci: foci)
        try expectClose(loss, peer["loss"], within: tolerance)
        loss.backward()
        for (name, parameter) in network.parameters {
            let gradient = try #require(parameter.gradient, "\(name)")
            try expectSummary(of: gradient, asIn: peer, "gradient.\(name)", within: tolerance)
        }
        for (name, tensor) in network.state where name.contains("running") {
            try expectClose(tensor, peer["state.\(name)"], within: tolerance, "\(name)")
        }
    }

    @Test func aStepIsThePeers() throws {
        network.move(to: .float64)
        try expectStep(images.to(.float64), within: 1e-5)
    }

    /// As it is trained, in 32 bits and with channels last. 1e-3: gradients through six normalisations of few pixels.
    @Test func aFastStepIsThePeers() throws {
        network.arrangeChannelsLast()
        try expectStep(images, within: 1e-3)
    }

    /// Where nothing is known, there is nothing to learn.
    @Test func nothingKnownCostsNothing() {
        let unknown = Tensor.full([3, 32, 16], 255)
        let loss = UNetLoss(focusWeight: 5, overlapWeight: 1)(
            network(images), classes: unknown, foci: unknown)
        #expect(loss.item == 0)
    }
}

import TestSupport
import Testing
import Torch

/// Against `torch.Generator`; the numbers come from Fixtures/torch/generator.py.
@Suite struct GeneratorTests {
    @Test(.tags(.golden)) func drawsThePeersNumbers() throws {
        let peer = try SafeTensors.read(fixture("torch/generator.safetensors"))
        let generator = Generator(seed: 7)
        // The normal's logarithm and cosine may be another machine's; a rounding each.
        try expectClose(.uniform([5, 7], in: -2..<3, using: generator), peer["uniform"], within: 0)
        try expectClose(.normal([5, 7], mean: 1, std: 2, using: generator), peer["normal"], within: 1e-6)
        try expectClose(.bernoulli([40], probability: 0.3, using: generator), peer["bernoulli"], within: 0)
        let kaiming = Conv2d(4, 6, kernel: 3, groups: 2, using: generator)
        try expectClose(kaiming.weight.value, peer["kaiming.weight"], within: 1e-7)
        try expectClose(try #require(kaiming.bias).value, peer["kaiming.bias"], within: 1e-7)
        let glorot = Conv2d(4, 6, kernel: Pair(1, 3), initialisation: .glorotUniform, using: generator)
        try expectClose(glorot.weight.value, peer["glorot.weight"], within: 1e-7)
        #expect(glorot.bias?.value.floats == [0, 0, 0, 0, 0, 0])
        let transposed = ConvTranspose2d(4, 6, kernel: 2, groups: 2, using: generator)
        try expectClose(transposed.weight.value, peer["transposed.weight"], within: 1e-7)
        try expectClose(try #require(transposed.bias).value, peer["transposed.bias"], within: 1e-7)
    }

    @Test func continuesWhereItsStateWasTaken() throws {
        let first = Generator(seed: 1)
        _ = Tensor.normal([33], using: first)
        let second = Generator(seed: 2)
        try second.restore(first.state)
        #expect(Tensor.normal([33], using: second).floats == Tensor.normal([33], using: first).floats)
        #expect(throws: TorchError.self) { try second.restore(.zeros([3])) }
    }

    /// 40,000 draws: three standard deviations of the share kept are 0.006.
    @Test func dropoutKeepsTheExpectation() {
        let generator = Generator(seed: 3)
        let x = Tensor.ones([2, 20_000])
        let dropped = dropout(x, probability: 0.2, using: generator)
        #expect(Set(dropped.floats) == [0, 1.25])
        #expect(abs(dropped.mean().item - 1) < 0.0075)
        #expect(dropout(x, probability: 1, using: generator).sum().item == 0)
        let channels = channelDropout(.ones([4, 8, 3, 3]), probability: 0.5, using: generator)
        #expect(channels.std(dim: 2, 3).max().item == 0)
        #expect(Set(channels.floats) == [0, 2])

        let layer = Dropout(0.5, using: generator)
        #expect(layer(x).min().item == 0)
        layer.evaluate()
        #expect(layer(x).min().item == 1)
    }
}

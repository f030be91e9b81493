import Classification
import TestSupport
import Testing
import Torch

/// Against the formulas, one place at a time: Fixtures/torch/aggregations.py. 1e-5: a few Float32 roundings.
@Suite(.tags(.golden)) struct AggregationTests {
    static let cases: [(name: String, shape: [Int], make: @Sendable (Generator) -> any Layer)] = [
        ("se", [2, 16, 5, 3], { SqueezeExcitation(16, reduction: 4, using: $0) }),
        ("spp", [2, 3, 7, 5], { _ in SpatialPyramid() }),
        ("spp.small", [2, 3, 3, 1], { _ in SpatialPyramid() }),
        (
            "aa", [2, 5, 4, 3],
            {
                AttentionAugmentedConv2d(
                    5, 10, keys: 8, values: 4, heads: 2, extent: Pair(5, 6), using: $0)
            }
        ),
    ]

    @Test(arguments: cases.map(\.name))
    func answersAndLearnsAsItsFormula(name: String) throws {
        let peer = try SafeTensors.read(fixture("torch/aggregations.safetensors"))
        let (_, shape, make) = try #require(Self.cases.first { $0.name == name })
        let layer = make(Generator(seed: 0))
        try CounterNumbers.fill(layer)
        let x = (CounterNumbers.image(0, shape: shape) - 0.5).requiringGradient()
        let y = layer(x)
        try expectClose(y, peer["\(name).y"], within: 1e-5)
        let parameters = layer.parameters
        let gradients = gradient(
            of: (y * y).mean(), withRespectTo: [x] + parameters.map(\.parameter.value))
        for (what, found) in zip(["x"] + parameters.map(\.name), gradients) {
            try expectClose(found, peer["\(name).\(what).gradient"], within: 1e-5, "\(what)")
        }
    }

    /// The smallest images of every size that the extent admits; beyond it libtorch says so.
    @Test func attentionEndsWithItsExtent() throws {
        let layer = AttentionAugmentedConv2d(
            2, 4, keys: 2, values: 2, heads: 1, extent: Pair(3, 2), using: Generator(seed: 0))
        #expect(layer(.ones([1, 2, 1, 1])).shape == [1, 4, 1, 1])
        #expect(layer(.ones([1, 2, 3, 2])).shape == [1, 4, 3, 2])
        #expect(throws: TorchError.self) { try torchErrors { layer(.ones([1, 2, 4, 2])) } }
    }
}

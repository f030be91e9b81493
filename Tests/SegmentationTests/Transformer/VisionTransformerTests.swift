import Segmentation
import TestSupport
import Testing
import Torch

/// Against timm on the same counter-filled weights, and against a transcription of DINO's way with places:
/// Fixtures/timm/transformers.py.
@Suite(.tags(.golden)) struct VisionTransformerTests {
    let peer: [String: Tensor]

    init() throws { peer = try SafeTensors.read(fixture("timm/transformers.safetensors")) }

    /// DINO's and timm's count, without a head.
    @Test(
        arguments: zip(
            TransformerArchitecture.allCases, [5_524_416, 5_526_720, 21_670_272, 85_807_872]))
    func hasAsManyParameters(architecture: TransformerArchitecture, count: Int) {
        #expect(architecture.make(using: .outline()).parameterCount == count)
    }

    /// 1e-5: twelve blocks of Float32 roundings. On images of the published size both ways leave the places alone.
    @Test(arguments: [
        (TransformerArchitecture.tiny16, 3), (.tiny8, 3), (.small8, 3), (.base8, 3), (.small8, 1),
    ])
    func seesAsTimms(architecture: TransformerArchitecture, channels: Int) throws {
        try compare(architecture, channels, Pair(224, 224), [.timm], PatchFeatures.allCases)
    }

    /// A whole view has 1,024 or 4,096 patches, and another shape than the places' square.
    @Test(arguments: [(TransformerArchitecture.tiny16, 3), (.tiny16, 1), (.small8, 1)])
    func seesWholeViewsAsBoth(architecture: TransformerArchitecture, channels: Int) throws {
        try compare(
            architecture, channels, Pair(1024, 256), PositionInterpolation.allCases,
            architecture == .tiny16 ? PatchFeatures.allCases : [.tokens])
    }

    private func compare(
        _ architecture: TransformerArchitecture, _ channels: Int, _ size: Pair,
        _ ways: [PositionInterpolation], _ kinds: [PatchFeatures]
    ) throws {
        let network = architecture.make(channels: channels, using: Generator(seed: 0))
        try fill(network)
        let x = CounterNumbers.image(channels, shape: [1, channels, size.rows, size.columns])
        let name = "\(architecture.rawValue).\(channels)x\(size.rows)x\(size.columns)"
        for way in ways {
            network.positions = way
            for kind in kinds {
                let y = withoutGradient { network.features(x, kind) }
                let patch = architecture.patch
                try #require(
                    y.shape == [1, architecture.width, size.rows / patch, size.columns / patch])
                try expectSummary(of: y, asIn: peer, "\(name).\(way).\(kind)", within: 1e-5)
            }
        }
    }

    /// Counter numbers; those of the places are as large as the patches'.
    private func fill(_ network: VisionTransformer) throws {
        try CounterNumbers.fill(network)
        var state = Dictionary(uniqueKeysWithValues: network.state.map { ($0.name, $0.tensor * 1) })
        let place = try #require(state.keys.sorted().firstIndex(of: "pos_embed"))
        let shape = try #require(state["pos_embed"]?.shape)
        state["pos_embed"] = Tensor(
            CounterNumbers.values(tensor: place, count: shape.reduce(1, *)), shape: shape)
        try network.load(state)
    }

    /// What DINO learns from: N×width, and gradients for every parameter.
    @Test func classTokenHasGradientsEverywhere() {
        let network = VisionTransformer(
            patch: 4, width: 12, heads: 3, depth: 2, channels: 2, side: 3, using: Generator(seed: 1))
        let token = network.classToken(.normal([3, 2, 8, 16], using: Generator(seed: 2)))
        #expect(token.shape == [3, 12])
        (token * token * token).sum().backward()
        for (name, parameter) in network.parameters {
            #expect(parameter.gradient?.abs().max().item ?? 0 > 0, "\(name)")
        }
    }
}

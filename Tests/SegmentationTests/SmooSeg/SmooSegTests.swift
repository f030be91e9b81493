import TestSupport
import Testing
import Torch
import Training

@testable import Segmentation

/// SmooSeg's projector, losses and teachers against a transcription in PyTorch, in 64 bits on counter-filled weights:
/// Fixtures/torch/smooseg.py. 1e-6: 32 bits of the peer's numbers.
@Suite(.tags(.golden)) struct SmooSegTests {
    let peer: [String: Tensor]
    let network: SmooSeg
    let features = Tensor(
        CounterNumbers.values(tensor: 20, count: 4 * 12 * 8 * 4), shape: [4, 12, 8, 4]
    ).to(.float64)
    let partners = Tensor([2, 0, 3, 1])

    init() throws {
        peer = try SafeTensors.read(fixture("torch/smooseg.safetensors"))
        network = SmooSeg(12, code: 5, clusters: 6, classes: 4, detail: 1, using: Generator(seed: 1))
        try CounterNumbers.fill(network)
        network.move(to: .float64)
        network.evaluate()
    }

    private func expectGradients(_ loss: Tensor, _ name: String) throws {
        try expectClose(loss, peer[name], within: 1e-6, "\(name)")
        loss.backward()
        for (parameterName, parameter) in network.parameters {
            let expected = peer["\(name).gradient.\(parameterName)"]
            #expect((parameter.gradient == nil) == (expected == nil), "\(name), \(parameterName)")
            guard let gradient = parameter.gradient else { continue }
            try expectClose(gradient, expected, within: 1e-6, "\(name), \(parameterName)")
        }
    }

    private func smoothness(_ preset: SmoothnessPreset, at places: Tensor) -> Tensor {
        network.smoothness(
            features, network.code(features), partners: partners, places: places, preset.settings)
    }

    @Test func codesAndClustersAreThePeers() throws {
        let code = network.code(features)
        try expectClose(code, peer["code"], within: 1e-6)
        let answers = network.answers(code, network.labelLogits(code)) { $0 }
        try expectClose(answers.clusters, peer["clusters"], within: 1e-6)
    }

    /// The projector learns from it, the prototypes do not.
    @Test(arguments: SmoothnessPreset.allCases)
    func smoothnessIsThePeers(preset: SmoothnessPreset) throws {
        let name = "smoothness.\(preset.rawValue)"
        let found = smoothness(preset, at: .arange(32))
        if preset == .cocoStuff { return try expectGradients(found, name) }
        try expectClose(found, peer[name], within: 1e-6)
    }

    @Test func smoothnessOfSomePlacesIsThePeers() throws {
        try expectGradients(smoothness(.cocoStuff, at: Tensor([31, 4, 0, 17, 22, 9, 13, 28, 6])), "some")
    }

    /// The students learn from it, nothing else does.
    @Test func prototypeLossAndItsGradientAreThePeers() throws {
        try expectGradients(
            network.prototypeLoss(
                network.code(features),
                body: .ones([features.shape[0], features.shape[2], features.shape[3]])), "prototypes")
    }

    @Test func teachersFollowAsThePeers() throws {
        network.prototypes.follow(by: SmooSeg.share)
        try expectClose(network.prototypes.teacher.value, peer["followed"], within: 1e-6)
    }

    /// The same step draws the same; all in a batch differ; nobody is compared with himself; few patches are all drawn.
    @Test(.tags(.property)) func batchesDependOnTheirStepAlone() {
        var recipe = SegmenterRecipe(.smooseg)
        (recipe.batch, recipe.side) = (4, 3)
        let sampler = SmoothnessSampler(recipe: recipe, views: 12, places: 40)
        let batch = sampler.batch(5)
        #expect(batch.arrays == sampler.batch(5).arrays && batch.arrays != sampler.batch(6).arrays)
        #expect(batch.arrays.map(\.shape) == [[4], [4], [9]])
        #expect(Set(batch.arrays[0].values).count == 4 && Set(batch.arrays[2].values).count == 9)
        #expect(batch.arrays[1].values.enumerated().allSatisfy { Float($0) != $1 && (0..<4).contains($1) })
        let few = SmoothnessSampler(recipe: recipe, views: 12, places: 7).batch(0)
        #expect(Set(few.arrays[2].values) == Set((0..<7).map { Float($0) }))
    }
}

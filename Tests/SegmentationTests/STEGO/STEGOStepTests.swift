import Testing
import Torch

@testable import Segmentation

/// Steps on features that are given.
@Suite struct STEGOStepTests {
    private let recipe = {
        var recipe = SegmenterRecipe()
        (recipe.batch, recipe.code, recipe.clusters, recipe.detail) = (4, 6, 5, 2)
        return recipe
    }()

    private func losses(isLabelled: Bool, steps: Int = 40) -> [Double] {
        let generator = Generator(seed: 3)
        let pixels = 0..<6 * 16 * 8
        let bones = Tensor(pixels.map { UInt8($0 % 8 < 4 ? 0 : 1) }, shape: [6, 16, 8])
        let step = STEGOStep(
            recipe, features: .uniform([6, 12, 4, 2], using: generator),
            labels: isLabelled ? (bones, bones) : nil, using: generator)
        return (0..<steps).map { step($0).item }
    }

    @Test func learns() {
        let losses = losses(isLabelled: false)
        #expect(losses.suffix(10).reduce(0, +) < losses.prefix(10).reduce(0, +) - 0.5)
    }

    /// Probes for labels add what they do not know yet, at first about log 14 + log 2, and learn.
    @Test func probesLearnBesideIt() {
        let (with, without) = (losses(isLabelled: true), losses(isLabelled: false))
        let added = zip(with, without).map { $0 - $1 }
        #expect(abs(added[0] - 3.33) < 0.7)
        #expect(added.suffix(10).reduce(0, +) < 0.8 * added.prefix(10).reduce(0, +))
    }

    @Test func sameSeedGivesSameLosses() {
        #expect(losses(isLabelled: true, steps: 3) == losses(isLabelled: true, steps: 3))
    }
}

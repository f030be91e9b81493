import Scintigraphy
import TestSupport
import Testing
import Training

@testable import Denoising

@Suite struct PatchSamplerTests {
    private func recipe(_ target: DenoiserTarget, fractions: [Double] = [0.4]) -> DenoiserRecipe {
        var recipe = DenoiserRecipe(
            name: "test", architecture: .ddsrcnn, fractions: .these(fractions), target: target, loss: .mse,
            scaling: .mean)
        (recipe.patch, recipe.batch) = (32, 8)
        return recipe
    }

    @Test func aStepsBatchIsAlwaysTheSame() throws {
        let frames = try simulatedFrames(4)
        let sampler = PatchSampler(recipe(.full), frames: frames)
        let again = PatchSampler(recipe(.full), frames: frames)
        #expect(try sampler.batch(7).arrays == again.batch(7).arrays)
        #expect(try sampler.batch(7).arrays != sampler.batch(8).arrays)
        #expect(
            try sampler.batch(7).arrays.map(\.shape) == [[8, 1, 32, 32], [8, 1, 32, 32], [8, 1, 1, 1]])
    }

    /// The best guess of the target from a pixel's counts k, where λ counts are expected of the whole everywhere and
    /// the image has the share p of them: p λ whatever k is, where the target is independent (Noise2Noise) or the
    /// mean; p (k + (1 - p) λ), where it is the reference, which keeps p times the image's noise.
    @Test(
        .tags(.property),
        arguments: [
            (DenoiserTarget.independent, 0.0), (.full, 0.4), (.mean, 0.0),
        ])
    func whatTargetsKnowOfTheNoise(target: DenoiserTarget, slope: Double) throws {
        let (rate, share) = (12.0, 0.4)
        let flat = CountImage(
            rows: 256, columns: 256, pixels: .init(repeating: Float(rate), count: 65536), view: .anterior,
            spacing: nil, meaning: .processedCounts)
        let frames = try (0..<8).map { number in
            var generator = SeededGenerator(seed: 3, step: number)
            return Frame(
                patient: "flat", part: .training, reference: try flat.withPoissonNoise(using: &generator),
                mean: flat)
        }
        let sampler = PatchSampler(recipe(target, fractions: [share]), frames: frames)
        var (n, sumX, sumY, sumXX, sumXY) = (0.0, 0.0, 0.0, 0.0, 0.0)
        for step in 0..<40 {
            let arrays = try sampler.batch(step).arrays
            for (place, (seen, target)) in zip(arrays[0].values, arrays[1].values).enumerated() {
                let counts = Double(seen / arrays[2].values[place / 1024])
                n += 1
                sumX += counts
                sumY += Double(target)
                sumXX += counts * counts
                sumXY += counts * Double(target)
            }
        }
        let found = (n * sumXY - sumX * sumY) / (n * sumXX - sumX * sumX)
        #expect(abs(sumX / n / (share * rate) - 1) < 0.01)
        #expect(abs(sumY / n / (share * rate) - 1) < 0.01)
        #expect(abs(found - slope) < 0.01, "slope \(found)")
    }

    @Test func countLevelsAreDrawnEvenly() throws {
        var generator = SeededGenerator(seed: 1)
        let shares = (0..<4000).map { _ in CountFractions.between(0.05, 0.8).draw(using: &generator) }
        #expect(shares.allSatisfy { (0.05...0.8).contains($0) })
        #expect(abs(Double(shares.count { $0 < 0.2 }) / 4000 - 0.5) < 0.03)
    }
}

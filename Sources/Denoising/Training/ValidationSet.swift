import Scintigraphy
import Training

/// Thinned images of patients that a denoiser does not learn from, by which it is judged.
struct ValidationSet {
    private struct Case {
        let image: CountImage
        /// Brings the image to the scale of `reference`.
        let scale: Float
        let reference: CountImage
        let mean: CountImage?
    }

    private let cases: [Case]
    private let judgesByMean: Bool

    /// Views in an order, and thinned with numbers, that the seed alone decides; count levels in turn.
    ///
    /// A recipe that learns from ordinary scans is judged as it learns: against the events that the image has not. The
    /// full scan holds those that it has, too, and would praise who keeps their noise.
    init(_ recipe: DenoiserRecipe, frames: [Frame]) throws {
        let fractions = recipe.fractions.examples
        let seed = recipe.seed ^ 0x76A1_1DA7
        var order = SeededGenerator(seed: seed)
        let frames = frames.shuffled(using: &order)
        cases = try (0..<recipe.validationImages).map { number in
            var generator = SeededGenerator(seed: seed, step: number)
            let frame = frames[number % frames.count]
            let fraction = fractions[number % fractions.count]
            let (image, rest) = try frame.reference.split(fraction: fraction, using: &generator)
            return Case(
                image: image, scale: Float(1 / fraction),
                reference: recipe.target == .independent
                    ? rest.scaled(by: 1 / (1 - fraction)) : frame.reference,
                mean: frame.mean)
        }
        judgesByMean = recipe.target != .full && frames.allSatisfy { $0.mean != nil }
    }

    /// The mean peak signal-to-noise ratios against references and, where they are known, expected counts, in
    /// decibels. The score is the latter where the recipe does not learn from references and it is known.
    func judge(_ restorer: ImageRestorer) throws -> TrainingLoop.Judgement {
        var (againstReference, againstMean) = (0.0, 0.0)
        for one in cases {
            let restored = try restorer.restored([one.image])[0].image
            let scaled = restored.replacingPixels(restored.pixels.map { $0 * one.scale })
            againstReference += try psnr(scaled, reference: one.reference, peak: .referenceMaximum)
            if let mean = one.mean {
                againstMean += try psnr(scaled, reference: mean, peak: .referenceMaximum)
            }
        }
        let count = Double(cases.count)
        var metrics = ["PSNR": againstReference / count]
        if cases.allSatisfy({ $0.mean != nil }) { metrics["PSNR against mean"] = againstMean / count }
        let score = judgesByMean ? againstMean : againstReference
        return TrainingLoop.Judgement(score: score / count, metrics: metrics)
    }
}

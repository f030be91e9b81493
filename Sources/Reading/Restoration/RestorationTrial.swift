import Denoising
import Scintigraphy
import Statistics

/// The second stage of a reading: what a fifth of the counts would have shown, and how near each
/// method brings it to the full scan.
///
/// Thinned and restored images are multiplied by 1 / fraction before they are compared or shown.
struct RestorationTrial {
    var fraction = 0.2
    var realisations = 10
    var seed: UInt64
    /// The network that is tried beside the filters.
    var learned = LearnedRestoration.leftOut(because: "none was given")

    /// The brightest pixel of a bone scan is urine; the 99.9th percentile is less at its mercy.
    static let peak = PSNRPeak.percentile(0.999)

    struct Outcome {
        var views: [RestoredView] = []
        /// Each view, and what each method makes of its first thinning.
        var pictures: [(full: CountImage, results: [CountImage])] = []

        func scores(of view: View) -> [RestorationScore] { views.first { $0.view == view }?.methods ?? [] }
    }

    /// Throws, in words for the report, where the scan cannot be thinned, filtered or compared: it is not
    /// of detected counts, does not state its pixel size, or holds nothing.
    func callAsFunction(_ scan: BoneScan) throws -> Outcome {
        var master = SeededGenerator(seed: seed)
        let seeds = (0..<realisations).map { _ in master.next() }
        let (seedOfChoice, seedOfTest) = (master.next(), master.next())
        var outcome = Outcome()
        for image in scan.images {
            let restorers = try restorers(of: image, seed: seedOfChoice)
            var trials: [Trial] = []
            for seed in seeds { trials.append(try trial(of: image, restorers, seed: seed)) }
            outcome.views.append(
                RestoredView(
                    view: image.view, peakCounts: try Self.peak.counts(in: image),
                    methods: try scores(of: trials, restorers),
                    residual: try learned.residual(of: trials[0].thinned, seed: seedOfTest)))
            outcome.pictures.append((image, trials[0].restored))
        }
        return outcome
    }

    func restoration(_ outcome: Outcome) -> Restoration {
        Restoration(
            fraction: fraction, realisations: realisations, peak: Self.peak.description,
            model: learned.facts, modelLeftOut: learned.reason, views: outcome.views)
    }

    private struct Score {
        let psnr, ssim: Double
    }

    private struct Trial {
        let thinned: CountImage
        let restored: [CountImage]
        let scores: [Score]
    }

    /// All ways back that are tried on a view, the thinned scan itself first; the Gaussian by the width that is
    /// best for a thinning that is not among those of the figures.
    private func restorers(of image: CountImage, seed: UInt64) throws -> [Restorer] {
        var generator = SeededGenerator(seed: seed)
        let width = try RestorationMethod.bestGaussianWidth(
            for: image.thinned(fraction: fraction, using: &generator), fraction: fraction, of: image,
            peak: Self.peak)
        return RestorationMethod.compared(gaussianWidth: width).map(Restorer.filter) + learned.restorers
    }

    private func trial(of image: CountImage, _ restorers: [Restorer], seed: UInt64) throws -> Trial {
        var generator = SeededGenerator(seed: seed)
        let thinned = try image.thinned(fraction: fraction, using: &generator)
        var restored: [CountImage] = []
        var scores: [Score] = []
        for method in restorers {
            let result = try method(thinned).scaled(by: 1 / fraction)
            restored.append(result)
            scores.append(
                Score(
                    psnr: try psnr(result, reference: image, peak: Self.peak),
                    ssim: try ssim(result, reference: image, peak: Self.peak)))
        }
        return Trial(thinned: thinned, restored: restored, scores: scores)
    }

    private func scores(of trials: [Trial], _ restorers: [Restorer]) throws(ReadingError)
        -> [RestorationScore]
    {
        var scores: [RestorationScore] = []
        for (index, method) in restorers.enumerated() {
            let psnr = Estimate.mean(of: trials.map { $0.scores[index].psnr }, unit: "dB")
            let ssim = Estimate.mean(of: trials.map { $0.scores[index].ssim })
            guard let psnr, let ssim else {
                throw ReadingError(
                    "the agreement of \(method.name) with the full scan is not a finite number")
            }
            scores.append(
                RestorationScore(method: method.name, parameters: method.parameters, psnr: psnr, ssim: ssim))
        }
        return scores
    }
}

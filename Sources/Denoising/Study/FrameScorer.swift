import Scintigraphy

/// Compares what a method makes of a frame's realisations with the full acquisition, and with the expected counts.
struct FrameScorer: Sendable {
    let frame: Frame
    let realisations: Realisations
    /// In counts of the full acquisition.
    let peak: PSNRPeak

    /// Throws where the reference has no peak.
    init(_ frame: Frame, seed: UInt64, peak: PSNRPeak) throws {
        self.frame = frame
        realisations = Realisations(seed: seed, frame: frame)
        // Once: a percentile needs all pixels in order.
        self.peak = .fixed(try peak.counts(in: frame.reference))
    }

    /// Against the full acquisition, of an image on the scale of the counts that were given.
    func psnr(_ restored: CountImage, _ level: CountLevel) throws -> Double {
        try Scintigraphy.psnr(onScale(restored, level), reference: frame.reference, peak: peak)
    }

    /// How near a result comes to full acquisition and truth; `result` is on the scale of the counts that were
    /// given.
    func similarity(
        _ result: RestoredImage, of given: CountImage, _ level: CountLevel
    ) throws -> [Measure: Double] {
        let image = onScale(result.image, level)
        var values: [Measure: Double] = [
            .psnr: try Scintigraphy.psnr(image, reference: frame.reference, peak: peak),
            .ssim: try ssim(image, reference: frame.reference, peak: peak),
            .total: result.image.total / given.total / result.countFactor,
        ]
        if let mean = frame.mean {
            values[.psnrOfMean] = try Scintigraphy.psnr(image, reference: mean, peak: peak)
            values[.ssimOfMean] = try ssim(image, reference: mean, peak: peak)
        }
        return values
    }

    /// What became of lesions and foci, and whether stated deviations are true.
    func findings(_ result: RestoredImage, _ level: CountLevel) throws -> [Measure: Double] {
        let image = onScale(result.image, level)
        let toReference = try FocusComparison(restored: image, truth: frame.reference)
        var values: [Measure: Double] = [.falseAccumulation: Double(toReference.invented.count)]
        guard let mean = frame.mean else { return values }
        let toTruth = try FocusComparison(restored: image, truth: mean)
        values[.invented] = Double(toTruth.invented.count)
        values[.erased] = Double(toTruth.erased.count)
        if let lesions = frame.lesions {
            let contrasts = try LesionContrast.all(in: image, truth: mean, lesions: lesions)
            if !contrasts.isEmpty {
                values[.ownContrast] = contrasts.reduce(0) { $0 + $1.recovery } / Double(contrasts.count)
            }
        }
        if let deviation = result.deviation {
            let calibration = try Calibration(mean: image, deviation: onScale(deviation, level), truth: mean)
            values[.calibrationError] = calibration.error
            for (coverage, measure) in zip(calibration.coverage, Measure.coverages.map(\.measure)) {
                values[measure] = coverage.share
            }
        }
        return values
    }

    private func onScale(_ image: CountImage, _ level: CountLevel) -> CountImage {
        image.scaled(by: 1 / level.fraction)
    }
}

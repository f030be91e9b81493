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
        try Scintigraphy.psnr(
            restored.multiplied(by: Float(1 / level.fraction)), reference: frame.reference, peak: peak)
    }

    /// - Parameters:
    ///   - result: on the scale of the counts that were given.
    ///   - given: realisation `number` at this level.
    func score(_ result: RestoredImage, of given: CountImage, _ level: CountLevel, number: Int) throws
        -> Score
    {
        let image = result.image.multiplied(by: Float(1 / level.fraction))
        var values: [Measure: Double] = [
            .psnr: try Scintigraphy.psnr(image, reference: frame.reference, peak: peak),
            .ssim: try ssim(image, reference: frame.reference, peak: peak),
            .total: result.image.total / given.total / result.countFactor,
        ]
        if let mean = frame.mean {
            values[.psnrOfMean] = try Scintigraphy.psnr(image, reference: mean, peak: peak)
            values[.ssimOfMean] = try ssim(image, reference: mean, peak: peak)
        }
        return Score(level: level, number: number, values: values)
    }
}

extension CountImage {
    /// Every pixel times `factor`: no longer detected counts.
    func multiplied(by factor: Float) -> CountImage {
        CountImage(
            rows: rows, columns: columns, pixels: pixels.map { $0 * factor }, view: view, spacing: spacing,
            meaning: .processedCounts)
    }
}

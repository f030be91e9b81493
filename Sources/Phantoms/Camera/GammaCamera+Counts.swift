public import Scintigraphy

extension GammaCamera {
    /// The mean counts of one view, as acquired: the posterior one is mirrored here and nowhere else.
    ///
    /// Counts = (primary + scatter) in MBq × ``sensitivity`` × seconds × the column's gain; not noisy, not
    /// whole numbers.
    ///
    /// - Parameters:
    ///   - projection: What the head of the view sees.
    ///   - view: Whose head that is.
    ///   - motion: How long each row is exposed.
    ///   - flaws: What the head's detector gets wrong.
    ///   - primaryShare: The share of primary photons that is counted; below 1 beside the photopeak.
    ///   - scatterFactor: How much more scatter is counted there.
    public func meanCounts(
        of projection: Projection, view: View, motion: BedMotion, flaws: DetectorFlaws = .none,
        primaryShare: Double = 1, scatterFactor: Double = 1
    ) -> CountImage {
        meanCounts(
            of: projection, view: view, seconds: motion.undecayedExposure(self), flaws: flaws,
            primaryShare: primaryShare, scatterFactor: scatterFactor)
    }

    /// The same where each row is exposed for so many seconds of the activity that there was when the scan began.
    func meanCounts(
        of projection: Projection, view: View, seconds: [Double], flaws: DetectorFlaws, primaryShare: Double,
        scatterFactor: Double
    ) -> CountImage {
        var pixels = [Float](repeating: 0, count: rows * columns)
        let weights = (Float(primaryShare), Float(scatterFactor))
        add(projection.primary, times: weights.0, to: &pixels, view: view, seconds: seconds)
        add(projection.scatter, times: weights.1, to: &pixels, view: view, seconds: seconds)
        if flaws.gains.count == columns || flaws.gains.count == pixels.count {
            for i in pixels.indices { pixels[i] *= flaws.gains[i % flaws.gains.count] }
        }
        // The rim of a point next to the collimator: see PointKernel.
        for i in pixels.indices where !(pixels[i] > 0) { pixels[i] = 0 }
        return CountImage(
            rows: rows, columns: columns, pixels: pixels, view: view,
            spacing: PixelSpacing(rowMillimetres: pixel, columnMillimetres: pixel), meaning: .processedCounts)
    }

    private func add(
        _ plane: DetectorPlane, times weight: Float, to pixels: inout [Float], view: View, seconds: [Double]
    ) {
        let covered = plane.columns.clamped(to: 0..<columns)
        for row in plane.rows.clamped(to: 0..<rows) {
            let factor = weight * Float(sensitivity * seconds[row])
            let line = (row - plane.rows.lowerBound) * plane.columns.count - plane.columns.lowerBound
            for column in covered {
                let target = view == .anterior ? column : columns - 1 - column
                pixels[row * columns + target] += factor * plane.values[line + column]
            }
        }
    }
}

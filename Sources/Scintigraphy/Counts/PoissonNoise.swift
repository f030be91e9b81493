extension CountImage {
    /// What a camera counts when these are the mean counts: each pixel an independent Poisson number.
    ///
    /// Throws where a pixel is not a number from 0 to 16.7 million: 32-bit floating point counts no further.
    public func withPoissonNoise(
        using generator: inout some RandomNumberGenerator
    ) throws(ScintigraphyError) -> CountImage {
        let most = Float(EventCounts.most) - 30_000  // seven standard deviations
        if let wrong = pixels.firstIndex(where: { !(0...most).contains($0) }) {
            throw ScintigraphyError(
                "the mean of row \(wrong / columns), column \(wrong % columns) is \(pixels[wrong]), where a number "
                    + "from 0 to \(Int(most)) is needed")
        }
        return CountImage(
            rows: rows, columns: columns, pixels: Self.drawn(pixels, using: &generator), view: view,
            spacing: spacing, meaning: .counts)
    }

    @specialized(where Generator == SeededGenerator)
    private static func drawn<Generator: RandomNumberGenerator>(
        _ means: [Float], using generator: inout Generator
    ) -> [Float] {
        means.map { Float(Poisson(mean: Double($0)).sample(using: &generator)) }
    }
}

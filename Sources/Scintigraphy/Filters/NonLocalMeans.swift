/// Smoothing over pixels whose surroundings look alike, in the Anscombe domain.
///
/// Buades, Coll, Morel: A review of image denoising algorithms, with a new one. Multiscale Model. Simul.
/// 4(2):490-530, 2005. The weight of a pixel is exp(-max(d - 2, 0) / h²), where d is the mean squared
/// difference of the two patches under a Gaussian of a quarter of the patch's extent, and 2 is what noise
/// of standard deviation 1, which Poisson counts have in that domain, adds to it; a weight below e⁻⁵ is
/// none. Mäkitalo, Foi: Optimal inversion of the Anscombe transformation in low-count Poisson image
/// denoising. IEEE Trans. Image Process. 20(1):99-109, 2011, for the way there and back.
public struct NonLocalMeans: Codable, Hashable, Sendable {
    /// h, in standard deviations of the noise: the larger, the smoother.
    public var strength: Double
    /// The side of the patches that are compared, in pixels: odd.
    public var patchSize: Int
    /// The side of the square about a pixel in which its like are sought, in pixels: odd.
    public var searchSize: Int

    /// Patches of 5 × 5 pixels sought in 13 × 13, as set.
    public init(strength: Double = 0.8, patchSize: Int = 5, searchSize: Int = 13) {
        self.strength = strength
        self.patchSize = patchSize
        self.searchSize = searchSize
    }
}

extension CountImage {
    /// Smoothed by non-local means, with the same total.
    ///
    /// For events as detected: scale thinned counts up after this, not before. What lies over the border
    /// is mirrored about the edge of the last pixel.
    ///
    /// Throws where the settings cannot be used, or a pixel is negative.
    public func nonLocalMeansFiltered(_ settings: NonLocalMeans) throws(ScintigraphyError) -> CountImage {
        guard settings.strength > 0, settings.strength.isFinite else {
            throw ScintigraphyError(
                "non-local means of strength \(settings.strength) cannot be; "
                    + "give a number above 0, such as 0.8"
            )
        }
        for (name, size) in [("patch", settings.patchSize), ("search", settings.searchSize)] {
            guard (1...101).contains(size), !size.isMultiple(of: 2) else {
                throw ScintigraphyError(
                    "non-local means cannot have a \(name) size of \(size) pixels; give an odd number up to "
                        + "101, such as 5")
            }
        }
        let field = try anscombePixels()
        let means = PatchMeans(field, rows: rows, columns: columns, settings)
        return restored(fromAnscombe: means.pixels())
    }
}

/// The counts between which a palette's colours are spread; beyond them, its first or last colour.
public struct DisplayWindow: Equatable, Sendable {
    /// Counts shown in the first colour.
    public let lower: Double
    /// Counts shown in the last colour; above `lower`.
    public let upper: Double

    /// Throws unless `lower` lies below `upper`.
    public init(lower: Double = 0, upper: Double) throws(ScintigraphyError) {
        guard lower < upper, (upper - lower).isFinite else {
            throw ScintigraphyError(
                "a display window from \(lower) to \(upper) counts shows nothing; "
                    + "put the lower level below the upper")
        }
        self.lower = lower
        self.upper = upper
    }

    /// From 0 to a fraction of the image's highest pixel, 0.4 for 40 %.
    public init(of image: CountImage, upperFraction: Double) throws(ScintigraphyError) {
        guard upperFraction > 0, upperFraction.isFinite else {
            throw ScintigraphyError(
                "the upper level cannot be \(100 * upperFraction) % of the maximum; "
                    + "give more than 0 %, such as 40 %")
        }
        let most = Double(image.pixels.max() ?? 0)
        self.init(unchecked: upperFraction * most)
    }

    /// From 0 to the level that one in 200 of the pixels with counts exceeds, of those that bones can have.
    ///
    /// A full bladder, a place of injection or a catheter's bag would blacken nothing but itself if the window went up to
    /// it: what is hotter than sixteen times the body does not count. On the real scan NM1 (maximum 278 in the bladder,
    /// half of the pixels empty) the level is 132 counts, 47 % of the maximum: the spine and the joints are dark, the ribs
    /// can be told apart. Empty surroundings do not count, so that the width of the field of view does not matter.
    public init(of image: CountImage) {
        let most = CountImage.hottestBone * image.bodyLevel
        let filled = image.pixels.filter { $0 > 0 && $0 <= most }
        self.init(unchecked: filled.isEmpty ? 0 : Double(quantile(of: filled, 0.995)))
    }

    /// From 0 to `upper`, or to 1 count where an image is empty.
    private init(unchecked upper: Double) {
        lower = 0
        self.upper = upper > 0 && upper.isFinite ? upper : 1
    }

    /// The palette's entry, 0...255, for so many counts.
    public func index(of counts: Float) -> Int {
        let level = (Double(counts) - lower) / (upper - lower) * 255
        return level > 0 ? Int(min(level, 255) + 0.5) : 0
    }
}

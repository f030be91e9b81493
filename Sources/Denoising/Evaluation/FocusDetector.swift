public import Scintigraphy
import Statistics

/// A hot spot: a place brighter than what surrounds it.
public struct Focus: Codable, Equatable, Sendable {
    /// The pixel in its middle, from 0.
    public let row, column: Int
    /// Its mean over that of its surroundings, less 1.
    public let contrast: Double
    /// Its excess over the surroundings, in standard deviations of Poisson noise.
    public let significance: Double
}

/// Finds hot spots as a reader would of a scan of so many counts: any image, restored or true, that claims to
/// be such a scan is held to the same measure.
///
/// A focus is where a disc is brighter than the ring about it by a local maximum, by `leastContrast`, and by
/// more than Poisson noise of the image's own counts would do in `falseFociPerScan` of scans.
public struct FocusDetector: Codable, Equatable, Sendable {
    /// The disc.
    public var diameterMillimetres = 12.0
    /// The ring's inner and outer diameter.
    public var innerMillimetres = 20.0, outerMillimetres = 40.0
    /// The least excess, as a share of the surroundings.
    public var leastContrast = 0.15
    /// How many foci noise alone may make in an image, by Bonferroni over its pixels.
    public var falseFociPerScan = 0.05

    /// A disc of 12 mm in a ring of 20 to 40 mm, at least 15 % brighter, one false focus in 20 scans.
    public init() {}

    /// The hot spots, brightest first. `image` is on the scale of the counts that it claims to be worth: a
    /// restored image on the reference's scale. Throws where it has no pixel spacing.
    public func foci(in image: CountImage) throws -> [Focus] { try FocusMap(image, self).foci }
}

import Foundation
import Segmentation

/// By how much a scan of the same patient that is taken again differs by itself: in 95 of 100 cases, at places where only
/// one scan has a hot spot in 90.
public struct Repeatability: Codable, Equatable, Sendable {
    /// The ratio of two contrasts of a hot spot, the larger over the smaller.
    public var contrast: Double
    /// The same of its areas.
    public var area: Double
    /// The ratio of contrasts at a place where only one of the scans has a hot spot.
    public var placedContrast: Double
    /// The same in the limbs, whose places are not found again as well.
    public var placedContrastOfLimbs: Double
    /// The difference of two indices, in percent of the skeleton.
    public var index: Double
    /// The same as a share of their mean: what is less than either is no change.
    public var indexShare: Double

    /// As docs/hot-spots.md has measured them on simulated patients, each scanned twice.
    public static let measured = Repeatability(
        contrast: 1.6, area: 2.7, placedContrast: 1.35, placedContrastOfLimbs: 3, index: 0.35,
        indexShare: 0.35)

    /// Whether two indices differ by more.
    func isBeyond(_ change: Double, mean: Double) -> Bool { abs(change) > max(index, indexShare * mean) }

    /// Whether a place that has a hot spot in one scan alone is hotter there by more; where nothing tells, it is.
    func isHotter(_ ratio: Double?, bone: NamedBone?) -> Bool {
        ratio ?? .infinity > (bone?.isOfLimb ?? false ? placedContrastOfLimbs : placedContrast)
    }

    /// What has become of a hot spot whose contrast and area are so many times the earlier ones; what is farther beyond
    /// its limit decides.
    func kind(contrast ratio: Double?, area grown: Double) -> PriorComparison.Kind {
        let steps = [(ratio ?? 1, contrast), (grown, area)].map { log($0.0) / log($0.1) }
        guard let most = steps.max(by: { abs($0) < abs($1) }), abs(most) > 1 else { return .unchanged }
        return most > 0 ? .increased : .decreased
    }
}

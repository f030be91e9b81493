import Scintigraphy

/// Tracer that went beside the vein: a depot at the injection site, what drains from it, and the node it drains to.
public struct Extravasation: Codable, Equatable, Sendable {
    /// Where the needle was.
    public enum Site: String, CaseIterable, Codable, Sendable {
        /// The bend of the elbow, the usual place.
        case antecubital
        /// The back of the hand.
        case hand
        /// The forearm above the wrist.
        case forearm
    }

    /// Where the needle was.
    public let site: Site
    /// Which arm.
    public let side: Side
    /// What is still in the depot at imaging, as a share of the injected activity (before decay).
    public let share: Double
    /// The depot's radius, in mm.
    public let radiusMillimetres: Double
    /// The share of the depot's activity that is seen along the vein to the axilla.
    public let veinShare: Double
    /// The share of the depot's activity in an axillary lymph node; 0 where none is seen.
    public let nodeShare: Double

    /// 0.5 to 20 % of the injected activity (section 6.6 of the literature notes), small depots being the usual ones.
    static func sample(using generator: inout SeededGenerator) -> Extravasation {
        let share = min(0.2, max(0.005, generator.logNormal(median: 0.015, cv: 1.2)))
        return Extravasation(
            site: Site.allCases[generator.index(weights: [0.7, 0.2, 0.1])],
            side: generator.chance(0.55) ? .right : .left, share: share,
            radiusMillimetres: generator.uniform(in: 6...14) * (1 + 2 * share.squareRoot()),
            veinShare: generator.chance(0.3) ? generator.uniform(in: 0.005...0.05) : 0,
            nodeShare: generator.chance(0.25) ? generator.uniform(in: 0.005...0.04) : 0)
    }
}

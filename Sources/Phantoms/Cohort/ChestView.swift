/// A spot view of the chest: both heads at once, over a table that stands still, each until it has counted so much.
///
/// As in Ito et al., Phys Med 100:18, 2022: 256 × 256 pixels of 2.46 mm, a window of 15 %, 1,000,000 counts.
public struct ChestView: Codable, Equatable, Sendable {
    /// How many counts each head is to collect.
    public let presetCounts: Int

    /// The presets that are simulated.
    public static let possiblePresets = 1_000...20_000_000

    /// A view of so many counts; throws where no camera would be set to that.
    public init(presetCounts: Int = 1_000_000) throws(PhantomError) {
        guard Self.possiblePresets.contains(presetCounts) else {
            throw PhantomError(
                "spot views have 1,000 to 20,000,000 counts, not \(presetCounts); give a number between")
        }
        self.presetCounts = presetCounts
    }

    /// Checks the number that was encoded.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        try self.init(presetCounts: container.decode(Int.self, forKey: .presetCounts))
    }
}

extension ArtefactKind {
    /// Whether it can be seen in, or happens to, a spot view of the chest: what lies at pelvis and legs cannot, and a
    /// preset of counts is reached however long it takes.
    public var occursInChestViews: Bool {
        switch self {
        case .extravasation, .motion, .photopenia, .earlyImaging, .pertechnetate, .colloid, .offPeak,
            .nonUniformity, .swappedViews, .mirroredViews:
            true
        case .fullBladder, .catheter, .contamination, .truncation, .lowCounts: false
        }
    }
}

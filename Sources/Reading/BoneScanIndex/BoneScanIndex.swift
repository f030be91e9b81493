public import Phantoms
public import Segmentation
public import Statistics

/// The Bone Scan Index: how much of the skeleton, by weight, hot spots that count take up. Imbriaco et al., Clin Cancer
/// Res 1998;4:1765.
public struct BoneScanIndex: Codable, Equatable, Sendable {
    /// In percent of the skeleton's weight, with its interval.
    public let percent: Estimate
    /// What each bone adds, the largest part first; bones without hot spots are not among them.
    public let parts: [Part]
    /// How many hot spots are counted.
    public let hotSpots: Int
    /// What is not in it, in words, such as bones that the field of view does not show.
    public let cautions: [String]

    /// One bone's, or one side's.
    public struct Part: Codable, Equatable, Sendable {
        /// The bone.
        public let bone: NamedBone
        /// The patient's side; `nil` for a bone of the middle.
        public let side: Side?
        /// The share of the bone that is taken up, in the view that shows more of it: 0 to 1.
        public let involved: Double
        /// The share of the skeleton's weight that the bone has, in percent.
        public let weight: Double

        /// What it adds, in percent of the skeleton.
        public var percent: Double { involved * weight }
    }
}

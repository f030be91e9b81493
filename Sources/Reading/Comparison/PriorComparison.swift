public import Phantoms
public import Scintigraphy
public import Segmentation

/// What has changed since an earlier scan of the same patient.
public struct PriorComparison: Codable, Equatable, Sendable {
    /// The earlier study's date, as DICOM writes it; `nil` where its files do not say.
    public let priorDate: String?
    /// Between both studies; `nil` where a date is missing.
    public let days: Int?
    /// One for each hot spot of either scan: first those of this one by their numbers, then what is gone.
    public let changes: [Change]
    /// This scan's Bone Scan Index less the earlier one's, in percent of the skeleton; `nil` where either is missing.
    public let indexChange: Double?
    /// Whether that is more than a repeated scan would show by itself; `nil` without it.
    public let isBeyondRepeatability: Bool?
    /// What a reader should bear in mind, in words: such as flare within six months of a change of therapy.
    public let cautions: [String]

    /// What became of one hot spot.
    public struct Change: Codable, Equatable, Sendable {
        /// Its number in this scan; `nil` where it is gone, or no longer counts.
        public let number: Int?
        /// Its number in the earlier one; `nil` where it is new, or did not count there.
        public let priorNumber: Int?
        /// In a word.
        public let kind: Kind
        /// Where it lies, in the scan that has it; in this one, where both have.
        public let place: Place?
        /// Its contrast in this scan and in the earlier one; where one of them has no hot spot, those measured at its place in
        /// both. `nil` where it is not known.
        public let contrast, priorContrast: Double?
        /// The one over the other; `nil` where either is not known.
        public let contrastRatio: Double?
    }

    /// Where a hot spot lies.
    public struct Place: Codable, Equatable, Sendable {
        /// The bone; `nil` where it lies in none.
        public let bone: NamedBone?
        /// The patient's side; `nil` in the middle, or where it is not known.
        public let side: Side?
        /// The vertebra, an estimate; `nil` outside of the spine.
        public let vertebra: String?
        /// The views that show it, anterior first.
        public let views: [View]
    }

    /// What became of a hot spot.
    public enum Kind: String, Codable, CaseIterable, Sendable {
        /// It is not in the earlier scan.
        case new
        /// It is gone.
        case resolved
        /// It has grown or become hotter, or the opposite, by more than a repeated scan would show by itself.
        case increased, decreased
        /// As it was.
        case unchanged
        /// Only a view that the other scan does not have shows its place.
        case unknown
    }
}

public import Phantoms
public import Segmentation

/// What a reader would point at: a focus of one view, or the same in both.
///
/// Research use only: a hot spot is where a model's probability exceeds a threshold, not a diagnosis.
public struct HotSpot: Codable, Equatable, Sendable {
    /// From 1, from head to foot; as pictures, tables and DICOM objects number it.
    public let number: Int
    /// The bone that the surest of its foci lies in; `nil` where there is none.
    public let bone: NamedBone?
    /// The patient's side; `nil` in the middle, or where it is not known.
    public let side: Side?
    /// The vertebra, such as "T7", an estimate; `nil` outside of the spine.
    public let vertebra: String?
    /// Where it is seen: one focus of each view, anterior first.
    public let foci: [DescribedFocus]
    /// How probable it is that it is malignant, given that it is a lesion; `nil` where nothing tells.
    public let malignancy: Double?
    /// What speaks for that probability, in words, the weightiest first.
    public let reasons: [String]
    /// What else than bone it lies in; `nil` where it does not.
    public let artefact: HotArtefact.Kind?
    /// Why it does not count, such as "lies in the bladder"; `nil` where it counts.
    public let exclusion: String?

    /// How probable it is that there is a focus: the highest of its pixels.
    public var probability: Double { foci.map(\.maximumProbability).max() ?? 0 }
    /// The larger of its areas; `nil` where the scan does not say how large a pixel is.
    public var areaSquareCentimetres: Double? { foci.compactMap(\.areaSquareCentimetres).max() }
    /// The higher of its contrasts; `nil` without one.
    public var contrast: Double? { foci.compactMap(\.contrast).max() }
    /// Whether it lies in a bone, and in nothing else that is hot.
    var isInBone: Bool { bone != nil && artefact == nil }
    /// Whether it is part of index and count.
    public var counts: Bool { exclusion == nil }
}

public import Scintigraphy

/// What each pixel of a view shows, by a trained segmenter.
public struct SegmentedView: Equatable, Sendable {
    /// The side of the patient.
    public let view: View
    /// The number of pixels along and across the body.
    public let rows, columns: Int
    /// How probable each cluster is; `nil` where the model knows none.
    public let clusters: ClassProbabilities?
    /// How probable each class of bone is, as ``BoneClass`` numbers them, background and other bones among them; `nil`
    /// where the model has not learnt from labels.
    public let bones: ClassProbabilities?
    /// How probable a focus is at each pixel, row by row; `nil` likewise.
    public let foci: [Float]?
    /// From which probability on a pixel is called a focus; `nil` where the model does not say.
    public let focusThreshold: Double?

    /// The most probable cluster of each pixel, from 0.
    public var clusterMask: LabelImage? { clusters.map(mask) }

    /// The most probable class of bone of each pixel.
    public var boneMask: LabelImage? { bones.map(mask) }

    /// The foci, numbered from 1 from the top; pixels that touch are one. Beyond 255, all have 255.
    public var focusMask: LabelImage? {
        guard let foci, let focusThreshold else { return nil }
        let found = Foci(rows: rows, columns: columns, mask: foci.map { Double($0) >= focusThreshold })
        return LabelImage(
            rows: rows, columns: columns,
            labels: found.focus.map { $0.map { UInt8(min($0 + 1, 255)) } ?? 0 }, view: view)
    }

    private func mask(_ probabilities: ClassProbabilities) -> LabelImage {
        LabelImage(rows: rows, columns: columns, labels: probabilities.labels, view: view)
    }
}

public import Scintigraphy

/// A patient's scan with everything that is known of it.
public struct SimulatedScan: Sendable {
    /// The views as acquired, noise and artefacts included.
    public let scan: BoneScan
    /// The expectation of each image's pixels, before noise.
    public let mean: [CountImage]
    /// Which bone each pixel of each image shows: ``Bone/label``, 0 for none.
    public let regions: [LabelImage]
    /// Which lesion each pixel of each image shows: ``Lesion/number``, 0 for none.
    public let lesions: [LabelImage]
    /// All that is known.
    public let truth: PatientTruth
}

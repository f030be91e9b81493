public import Scintigraphy

/// A patient's scan with what simulation knows of it.
public struct PatientScan: Sendable {
    /// Who was scanned.
    public let patient: CohortPatient
    /// The views as acquired.
    public let scan: BoneScan
    /// The expected counts of each of the scan's images, before noise; `nil` where there is no mean.safetensors.
    public let mean: [CountImage]?
    /// Which bone each pixel of each image shows; `nil` where there are no masks of bones.
    public let regions: [LabelImage]?
    /// Which lesion each pixel of each image shows, 0 for none; `nil` where there are no masks of lesions.
    public let lesions: [LabelImage]?
}

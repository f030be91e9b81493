import Foundation
public import Scintigraphy
public import Training

/// One view of one patient: what images of fewer counts are made from, and compared with.
public struct Frame: Sendable {
    /// Who is seen. All frames of a patient belong to the same part of a cohort.
    public let patient: String
    /// The part of the cohort that the patient belongs to.
    public let part: Part
    /// The full acquisition: detected counts.
    public let reference: CountImage
    /// The expected counts of the reference, before noise: only simulation knows them.
    public let mean: CountImage?
    /// The number of the lesion that each pixel shows, 0 where it shows none: only simulation knows them.
    public let lesions: LabelImage?

    /// Images of one size.
    public init(
        patient: String, part: Part, reference: CountImage, mean: CountImage? = nil,
        lesions: LabelImage? = nil
    ) {
        self.patient = patient
        self.part = part
        self.reference = reference
        self.mean = mean
        self.lesions = lesions
    }
}

extension Frame {
    /// Tells this view from every other, whoever is said to be seen: 12 digits of a digest of its pixels.
    var digest: String {
        String(SHA256.digest(of: reference.pixels.withUnsafeBytes { Data($0) }).prefix(12))
    }
}

extension [Frame] {
    /// Tells cohorts apart: a digest of their patients, parts, sizes and counts.
    var fingerprint: String {
        let lines = map { frame in
            let image = frame.reference
            return
                "\(frame.patient) \(frame.part) \(image.view) \(image.rows) \(image.columns) \(image.total)\n"
        }
        return SHA256.digest(of: Data(lines.joined().utf8))
    }
}

public import Scintigraphy
public import Training

/// What one patient's scan shows, and the answer to the question that is asked of it.
public struct LabelledScan: Sendable {
    /// Who was scanned.
    public let patient: String
    /// The part of the cohort that the patient belongs to.
    public let part: Part
    /// Yes or no.
    public let answer: Bool
    /// Detected counts, in the order in which the classifier takes the views.
    public let views: [CountImage]

    /// These.
    public init(patient: String, part: Part, answer: Bool, views: [CountImage]) {
        self.patient = patient
        self.part = part
        self.answer = answer
        self.views = views
    }
}

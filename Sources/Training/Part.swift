/// Which part of a cohort a patient belongs to. A patient belongs to one part only, with all images.
public enum Part: String, CaseIterable, Codable, Sendable {
    /// Networks learn from these patients.
    case training
    /// Settings are chosen, and checkpoints judged, on these.
    case validation
    /// Figures are reported on these.
    case test
}

import Scintigraphy

/// What was measured in one restored image, or in all of one view at one level.
struct Score: Equatable, Sendable {
    let patient: String
    let view: View
    let level: CountLevel
    /// The number of the realisation; 0 for all of them.
    let number: Int
    /// Measures that were not asked for, or that the frame does not allow, are absent.
    var values: [Measure: Double]
}

/// What was measured in one restored image.
struct Score: Equatable, Sendable {
    /// How many counts were given.
    let level: CountLevel
    /// The number of the realisation.
    let number: Int
    /// Measures that were not asked for, or that the frame does not allow, are absent.
    let values: [Measure: Double]
}

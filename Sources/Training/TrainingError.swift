/// Why a cohort cannot be read, or a run cannot be made or resumed: one sentence that says what to do.
public struct TrainingError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The sentence.
    public let description: String

    /// Names the file, the field and the remedy.
    public init(_ description: String) { self.description = description }
}

/// Why a study could not be read or reported: one sentence that says what to do.
public struct ReadingError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The sentence.
    public let description: String

    init(_ description: String) { self.description = description }
}

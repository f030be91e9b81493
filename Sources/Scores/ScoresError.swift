/// Why scores cannot be judged: one sentence that says what to do.
public struct ScoresError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The sentence.
    public let description: String

    /// An error that says this.
    public init(_ description: String) { self.description = description }
}

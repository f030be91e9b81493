/// Why an image could not be worked on: one sentence that names the cause and the remedy.
public struct ScintigraphyError: Error, Equatable, CustomStringConvertible, Sendable {
    /// The sentence.
    public let description: String

    init(_ description: String) { self.description = description }
}

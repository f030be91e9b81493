/// Why a denoiser cannot be trained, loaded or applied: one sentence that says what to do.
public struct DenoisingError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The sentence.
    public let description: String

    /// Names the file or the field, and the remedy.
    public init(_ description: String) { self.description = description }
}

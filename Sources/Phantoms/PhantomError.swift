/// Why a patient could not be simulated: one sentence that names the cause and the remedy.
public struct PhantomError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The sentence.
    public let description: String

    init(_ description: String) { self.description = description }
}

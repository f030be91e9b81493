/// Why a classifier cannot be trained or used: one sentence, with the remedy.
public struct ClassificationError: Error, Equatable, CustomStringConvertible {
    /// The sentence.
    public let description: String

    init(_ description: String) { self.description = description }
}

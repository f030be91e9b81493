/// Why a figure or page could not be made or written: one sentence that says what to do.
public struct FigureError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The sentence.
    public let description: String

    /// An error that says this.
    public init(_ description: String) { self.description = description }
}

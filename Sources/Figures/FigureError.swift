/// Why a figure or page could not be made or written: one sentence that says what to do.
public struct FigureError: Error, Equatable, Sendable, CustomStringConvertible {
    public let description: String

    public init(_ description: String) { self.description = description }
}

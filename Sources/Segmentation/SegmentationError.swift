/// Why a segmentation cannot be learnt, made or judged: one sentence, with the remedy.
public struct SegmentationError: Error, Equatable, CustomStringConvertible {
    /// The sentence.
    public let description: String

    init(_ description: String) { self.description = description }
}

/// Why something cannot be trained or used for segmentation: one sentence, with the remedy.
public struct SegmentationError: Error, Equatable, CustomStringConvertible {
    /// The sentence.
    public let description: String

    init(_ description: String) { self.description = description }
}

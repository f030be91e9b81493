public import Training

/// How alike features must be in SmooSeg's loss, so that their places belong to one cluster; where they are less alike,
/// they are driven apart.
public struct SmoothnessSettings: Codable, Equatable, Sendable {
    /// Of one image.
    public var itself: Double
    /// Of two images.
    public var others: Double

    /// Both.
    public init(itself: Double, others: Double) { (self.itself, self.others) = (itself, others) }

    /// Throws where a value is out of its range.
    func check() throws(SegmentationError) {
        for (name, shift) in [("itself", itself), ("others", others)] where !(abs(shift) <= 2) {
            throw SegmentationError("smoothness: \(name) is \(shift); give -2 to 2, such as 0.48")
        }
    }
}

/// The settings that SmooSeg's authors have published, by the data that they are for.
public enum SmoothnessPreset: String, Choice {
    /// COCO-Stuff.
    case cocoStuff = "coco-stuff"
    /// Cityscapes.
    case cityscapes
    /// Potsdam.
    case potsdam

    /// The numbers.
    public var settings: SmoothnessSettings {
        switch self {
        case .cocoStuff: .init(itself: -0.02, others: 0.48)
        case .cityscapes: .init(itself: -0.02, others: 0.5)
        case .potsdam: .init(itself: 0.1, others: 0.5)
        }
    }
}

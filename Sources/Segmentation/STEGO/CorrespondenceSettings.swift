public import Training

/// How much each kind of pairs of images counts in STEGO's loss, and how alike their features must be.
public struct CorrespondenceSettings: Codable, Equatable, Sendable {
    /// One kind of pairs.
    public struct Term: Codable, Equatable, Sendable {
        /// How much it counts.
        public var weight: Double
        /// Codes of places whose features are more alike than this are drawn together, others apart.
        public var shift: Double

        /// Both.
        public init(weight: Double, shift: Double) { (self.weight, self.shift) = (weight, shift) }
    }

    /// An image with itself.
    public var itself: Term
    /// With one of its nearest neighbours.
    public var neighbour: Term
    /// With others by chance.
    public var random: Term

    /// These.
    public init(itself: Term, neighbour: Term, random: Term) {
        (self.itself, self.neighbour, self.random) = (itself, neighbour, random)
    }

    /// Throws where a value is out of its range.
    func check() throws(SegmentationError) {
        for (name, term) in [("itself", itself), ("neighbour", neighbour), ("random", random)] {
            guard term.weight >= 0, term.weight <= 1000 else {
                throw SegmentationError(
                    "the weight of \(name) is \(term.weight); give 0 (nothing) or more, such as 0.67")
            }
            guard abs(term.shift) <= 2 else {
                throw SegmentationError("the shift of \(name) is \(term.shift); give -2 to 2, such as 0.08")
            }
        }
    }
}

/// The settings that STEGO's authors have published with their code, by what they are for.
public enum CorrespondencePreset: String, Choice {
    /// What the code does unless it is told otherwise.
    case usual
    /// COCO-Stuff by a ViT-Small/8.
    case cocoStuffSmall = "coco-stuff-small"
    /// COCO-Stuff by a ViT-Base/8.
    case cocoStuffBase = "coco-stuff-base"
    /// Cityscapes by a ViT-Base/8.
    case cityscapesBase = "cityscapes-base"
    /// Cityscapes, the earlier settings.
    case cityscapes
    /// Potsdam by a ViT-Small/8.
    case potsdamSmall = "potsdam-small"

    /// The numbers.
    public var settings: CorrespondenceSettings {
        switch self {
        case .usual: .init((0.67, 0.18), (0.25, 0.12), (0.63, 0.46))
        case .cocoStuffSmall: .init((0.67, 0.08), (0.25, 0.02), (0.63, 0.66))
        case .cocoStuffBase: .init((0.1, 0.12), (1, 0.2), (0.1538, 1))
        case .cityscapesBase: .init((1, 0.4583), (0.5775, 0.1754), (0.9059, 0.3136))
        case .cityscapes: .init((0.46, 0.25), (0.18, 0.2), (0.72, 0.25))
        case .potsdamSmall: .init((0.67, 0.08), (0.25, 0.02), (0.63, 0.46))
        }
    }
}

extension CorrespondenceSettings {
    /// Weights and shifts of an image with itself, a neighbour, and others.
    fileprivate init(
        _ itself: (Double, Double), _ neighbour: (Double, Double), _ random: (Double, Double)
    ) {
        func term(_ pair: (Double, Double)) -> Term { Term(weight: pair.0, shift: pair.1) }
        self.init(itself: term(itself), neighbour: term(neighbour), random: term(random))
    }
}

public import Scintigraphy
public import Torch

/// System B: the fifty models of Hajianfar et al., Z Med Phys 2024;34:242-257, by the names that recipes and weight
/// files use.
public enum ClassifierArchitecture: RawRepresentable, CaseIterable, Hashable, Sendable {
    /// One view by one backbone and ``SqueezeExcitation``.
    case single(BackboneArchitecture, View)
    /// Both views by one backbone, put together.
    case dual(BackboneArchitecture, ViewAggregation)

    /// Where they are described.
    public static let publication = "Hajianfar et al., Z Med Phys 2024;34:242-257"

    /// For each backbone anterior and posterior, then both views in three ways.
    public static let allCases = BackboneArchitecture.allCases.flatMap { backbone in
        View.allCases.map { Self.single(backbone, $0) }
            + ViewAggregation.allCases.map { Self.dual(backbone, $0) }
    }

    /// The model of this name, such as `densenet121-anterior-se` or `densenet121-dual-aa`.
    public init?(rawValue: String) {
        guard let found = Self.allCases.first(where: { $0.rawValue == rawValue }) else { return nil }
        self = found
    }

    /// Its name.
    public var rawValue: String {
        switch self {
        case .single(let backbone, let view): "\(backbone.rawValue)-\(view.rawValue)-se"
        case .dual(let backbone, let aggregation): "\(backbone.rawValue)-dual-\(aggregation.rawValue)"
        }
    }

    /// As it stands in tables.
    public var title: String {
        switch self {
        case .single(let backbone, let view): "\(backbone.title), \(view.rawValue)"
        case .dual(let backbone, let aggregation): "\(backbone.title)_\(aggregation.rawValue.uppercased())"
        }
    }

    /// The network that sees for it.
    public var backbone: BackboneArchitecture {
        switch self {
        case .single(let backbone, _), .dual(let backbone, _): backbone
        }
    }

    /// The views that it takes, in the order of its channels.
    public var views: [View] {
        switch self {
        case .single(_, let view): [view]
        case .dual: [.anterior, .posterior]
        }
    }

    /// The network with untrained weights; `trunks` is a matter of those of two views.
    public func make(
        outputs: Int = 1, dropout: Double = 0.5, trunks: DualViewClassifier.Trunks = .shared,
        using generator: Generator
    ) -> any Classifier {
        switch self {
        case .single(let backbone, _):
            SingleViewClassifier(backbone, outputs: outputs, dropout: dropout, using: generator)
        case .dual(let backbone, let aggregation):
            DualViewClassifier(
                backbone, aggregation, trunks: trunks, outputs: outputs, dropout: dropout, using: generator)
        }
    }
}

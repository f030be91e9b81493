import Scintigraphy

/// How a model sees a scan: what the article's table sums up over the ten backbones.
enum Strategy: Hashable, CaseIterable {
    case single(View)
    case dual(ViewAggregation)

    static let allCases =
        View.allCases.map(Self.single) + [.attention, .squeezeExcitation, .spatialPyramid].map(Self.dual)

    init(_ model: ClassifierArchitecture) {
        switch model {
        case .single(_, let view): self = .single(view)
        case .dual(_, let aggregation): self = .dual(aggregation)
        }
    }

    /// As it stands in tables.
    var title: String {
        switch self {
        case .single(let view): "\(view.rawValue) view"
        case .dual(let aggregation): "both views, \(aggregation.rawValue.uppercased())"
        }
    }
}

/// Areas under ROC curves in Hajianfar et al., Z Med Phys 2024;34:242-257: the best model of each strategy, and readers.
struct PublishedAreas {
    let models: [Strategy: (backbone: BackboneArchitecture, area: Double)]
    let readers: [Double]

    init(_ task: ClassificationTask) {
        switch task {
        case .abnormal:
            models = [
                .single(.anterior): (.inceptionV3, 0.69), .single(.posterior): (.resNet50V2, 0.67),
                .dual(.attention): (.denseNet121, 0.72),
                .dual(.squeezeExcitation): (.inceptionResNetV2, 0.68),
                .dual(.spatialPyramid): (.inceptionV3, 0.70),
            ]
            readers = [0.65, 0.64, 0.60]
        case .malignant:
            models = [
                .single(.anterior): (.denseNet201, 0.67), .single(.posterior): (.denseNet121, 0.64),
                .dual(.attention): (.inceptionResNetV2, 0.70),
                .dual(.squeezeExcitation): (.denseNet121, 0.64),
                .dual(.spatialPyramid): (.inceptionResNetV2, 0.72),
            ]
            readers = [0.74, 0.70, 0.77]
        }
    }
}

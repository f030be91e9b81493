public import Classification
public import Denoising
public import Segmentation
public import Torch

/// Every network, by the name that the command line and checkpoints use.
public enum Architecture: RawRepresentable, CaseIterable, Hashable, Sendable {
    /// System A: restores images of few counts.
    case denoiser(DenoiserArchitecture)
    /// System B: sees for a classifier; answers a map of features.
    case backbone(BackboneArchitecture)
    /// System B: classifies scans.
    case classifier(ClassifierArchitecture)
    /// System C: tells what each patch of an image is like.
    case transformer(TransformerArchitecture)

    /// The denoisers, the backbones, the classifiers, the transformers.
    public static let allCases =
        DenoiserArchitecture.allCases.map(Self.denoiser) + BackboneArchitecture.allCases.map(Self.backbone)
        + ClassifierArchitecture.allCases.map(Self.classifier)
        + TransformerArchitecture.allCases.map(Self.transformer)

    /// The network of this name, such as `dncnn-17`, `resnet50v2` or `resnet50v2-dual-spp`.
    public init?(rawValue: String) {
        guard let found = Self.allCases.first(where: { $0.rawValue == rawValue }) else { return nil }
        self = found
    }

    /// Its name.
    public var rawValue: String {
        switch self {
        case .denoiser(let denoiser): denoiser.rawValue
        case .backbone(let backbone): backbone.rawValue
        case .classifier(let classifier): classifier.rawValue
        case .transformer(let transformer): transformer.rawValue
        }
    }

    /// The system that uses it: A denoises, B classifies, C segments.
    public var system: Character {
        switch self {
        case .denoiser: "A"
        case .backbone, .classifier: "B"
        case .transformer: "C"
        }
    }

    /// Where it is described.
    public var publication: String {
        switch self {
        case .denoiser(.ddsrcnn), .denoiser(.ddsrcnnTransposed), .denoiser(.ddsrcnnUncertainty):
            "Ito et al., Phys Med 2022;100:18-25, https://doi.org/10.1016/j.ejmp.2022.06.006"
        case .denoiser(.dncnn17), .denoiser(.dncnn20):
            "Zhang et al., IEEE Trans Image Process 2017;26:3142-3155, https://arxiv.org/abs/1608.03981"
        case .backbone(let backbone): backbone.publication
        case .classifier: ClassifierArchitecture.publication
        case .transformer: TransformerArchitecture.publication
        }
    }

    /// The images that it takes, N×channels×rows×columns.
    public var input: InputShape {
        switch self {
        case .denoiser(let denoiser):
            InputShape(channels: 1, sidesAreMultiplesOf: denoiser.sidesAreMultiplesOf)
        case .backbone(let backbone):
            InputShape(channels: 3, smallestSide: backbone.smallestSide)
        case .classifier(let classifier):
            InputShape(
                channels: classifier.views.count, views: classifier.views,
                smallestSide: classifier.backbone.smallestSide)
        case .transformer(let transformer):
            InputShape(channels: 3, sidesAreMultiplesOf: transformer.patch)
        }
    }

    /// The network as published, backbones and transformers for images of three channels; untrained weights.
    public func make(using generator: Generator) -> any Layer {
        switch self {
        case .denoiser(let denoiser): denoiser.make(using: generator)
        case .backbone(let backbone): backbone.make(using: generator)
        case .classifier(let classifier): classifier.make(using: generator)
        case .transformer(let transformer): transformer.make(using: generator)
        }
    }
}

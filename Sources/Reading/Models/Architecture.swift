import Classification
import Denoising
public import Torch

/// Every network, by the name that the command line and checkpoints use.
public enum Architecture: String, CaseIterable, Sendable {
    /// `DDSRCNN`.
    case ddsrcnn
    /// `ResNetV2` of this depth.
    case resnet50v2, resnet101v2, resnet152v2

    /// The system that uses it: A denoises, B classifies.
    public var system: Character {
        switch self {
        case .ddsrcnn: "A"
        case .resnet50v2, .resnet101v2, .resnet152v2: "B"
        }
    }

    /// Where it is described.
    public var publication: String {
        switch self {
        case .ddsrcnn: "Ito et al., Phys Med 2022;100:18-25, https://doi.org/10.1016/j.ejmp.2022.06.006"
        case .resnet50v2, .resnet101v2, .resnet152v2:
            "He et al., Identity Mappings in Deep Residual Networks, ECCV 2016, https://arxiv.org/abs/1603.05027"
        }
    }

    /// The images that it takes, N×channels×rows×columns.
    public var input: InputShape {
        switch self {
        case .ddsrcnn: InputShape(channels: 1, sidesAreMultiplesOf: 4)
        case .resnet50v2, .resnet101v2, .resnet152v2: InputShape(channels: 3, sidesAreMultiplesOf: 1)
        }
    }

    /// The network as published, the classifiers with ImageNet's thousand classes; untrained weights.
    public func make(using generator: Generator) -> any Layer {
        make(channels: input.channels, classes: 1000, using: generator)
    }

    /// - Parameters:
    ///   - channels: of the images; the denoisers have one.
    ///   - classes: the answers of a classifier.
    func make(channels: Int, classes: Int, using generator: Generator) -> any Layer {
        switch self {
        case .ddsrcnn: DDSRCNN(using: generator)
        case .resnet50v2: ResNetV2(.d50, channels: channels, classes: classes, using: generator)
        case .resnet101v2: ResNetV2(.d101, channels: channels, classes: classes, using: generator)
        case .resnet152v2: ResNetV2(.d152, channels: channels, classes: classes, using: generator)
        }
    }
}

/// What a network asks of its images: N×channels×rows×columns.
public struct InputShape: Sendable, CustomStringConvertible {
    /// The size of the second dimension.
    public let channels: Int
    /// What divides rows and columns; 1 where images of any size do.
    public let sidesAreMultiplesOf: Int

    /// Such as “N×1×rows×columns, rows and columns multiples of 4”.
    public var description: String {
        let sides = sidesAreMultiplesOf > 1 ? ", rows and columns multiples of \(sidesAreMultiplesOf)" : ""
        return "N×\(channels)×rows×columns\(sides)"
    }
}

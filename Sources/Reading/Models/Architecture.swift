public import Classification
public import Denoising
public import Torch

/// Every network, by the name that the command line and checkpoints use.
public enum Architecture: RawRepresentable, CaseIterable, Hashable, Sendable {
    /// System A: restores images of few counts.
    case denoiser(DenoiserArchitecture)
    /// System B: `ResNetV2` of this depth.
    case resNetV2(ResNetV2.Depth)

    /// The denoisers, then the classifiers.
    public static let allCases =
        DenoiserArchitecture.allCases.map(Self.denoiser) + ResNetV2.Depth.allCases.map(Self.resNetV2)

    /// The network of this name, such as `dncnn-17` or `resnet50v2`.
    public init?(rawValue: String) {
        guard let found = Self.allCases.first(where: { $0.rawValue == rawValue }) else { return nil }
        self = found
    }

    /// Its name.
    public var rawValue: String {
        switch self {
        case .denoiser(let denoiser): denoiser.rawValue
        case .resNetV2(let depth): "resnet\(depth.rawValue)v2"
        }
    }

    /// The system that uses it: A denoises, B classifies.
    public var system: Character {
        switch self {
        case .denoiser: "A"
        case .resNetV2: "B"
        }
    }

    /// Where it is described.
    public var publication: String {
        switch self {
        case .denoiser(.ddsrcnn), .denoiser(.ddsrcnnTransposed), .denoiser(.ddsrcnnUncertainty):
            "Ito et al., Phys Med 2022;100:18-25, https://doi.org/10.1016/j.ejmp.2022.06.006"
        case .denoiser(.dncnn17), .denoiser(.dncnn20):
            "Zhang et al., IEEE Trans Image Process 2017;26:3142-3155, https://arxiv.org/abs/1608.03981"
        case .resNetV2:
            "He et al., Identity Mappings in Deep Residual Networks, ECCV 2016, https://arxiv.org/abs/1603.05027"
        }
    }

    /// The images that it takes, N×channels×rows×columns.
    public var input: InputShape {
        switch self {
        case .denoiser(let denoiser):
            InputShape(channels: 1, sidesAreMultiplesOf: denoiser.sidesAreMultiplesOf)
        case .resNetV2: InputShape(channels: 3, sidesAreMultiplesOf: 1)
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
        case .denoiser(let denoiser): denoiser.make(using: generator)
        case .resNetV2(let depth): ResNetV2(depth, channels: channels, classes: classes, using: generator)
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

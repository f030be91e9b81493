public import Torch
public import Training

/// The networks that restore images of few counts, by the names that recipes and weight files use.
///
/// All take N×1×H×W and answer the restored image itself, never the noise.
public enum DenoiserArchitecture: String, Choice {
    /// ``DDSRCNN``.
    case ddsrcnn
    /// ``DDSRCNN`` with transposed convolutions in its decoder.
    case ddsrcnnTransposed = "ddsrcnn-transposed"
    /// ``DDSRCNN`` with a second output, the logarithm of the variance of the first.
    case ddsrcnnUncertainty = "ddsrcnn-uncertainty"
    /// ``DnCNN`` of 17 convolutions, for one level of noise.
    case dncnn17 = "dncnn-17"
    /// ``DnCNN`` of 20 convolutions, for several levels of noise at once.
    case dncnn20 = "dncnn-20"

    /// As it stands in tables.
    public var title: String {
        switch self {
        case .ddsrcnn: "DDSRCNN"
        case .ddsrcnnTransposed: "DDSRCNN, transposed"
        case .ddsrcnnUncertainty: "DDSRCNN, uncertainty"
        case .dncnn17: "DnCNN-17"
        case .dncnn20: "DnCNN-20"
        }
    }

    /// The network with untrained weights.
    public func make(using generator: Generator) -> any Layer {
        switch self {
        case .ddsrcnn: DDSRCNN(using: generator)
        case .ddsrcnnTransposed: DDSRCNN(decoder: .transposedConv, using: generator)
        case .ddsrcnnUncertainty: DDSRCNN(outputs: 2, using: generator)
        case .dncnn17: DnCNN(depth: 17, using: generator)
        case .dncnn20: DnCNN(depth: 20, using: generator)
        }
    }

    /// The planes of an answer: the restored image and, where there are two, the logarithm of its variance.
    public var outputs: Int { self == .ddsrcnnUncertainty ? 2 : 1 }

    /// Whether it has batch normalisations, whose running statistics belong to its weights.
    public var normalisesByBatch: Bool { self == .dncnn17 || self == .dncnn20 }

    /// What divides rows and columns of the images; 1 where any size will do.
    public var sidesAreMultiplesOf: Int {
        switch self {
        case .ddsrcnn, .ddsrcnnTransposed, .ddsrcnnUncertainty: 4
        case .dncnn17, .dncnn20: 1
        }
    }

    /// How far, in rows or columns, a pixel of the image can change the answer. Tiles whose corners are at
    /// multiples of ``sidesAreMultiplesOf`` and which overlap by so much on each side show no seams.
    public var reach: Int {
        switch self {
        case .ddsrcnn, .ddsrcnnTransposed, .ddsrcnnUncertainty: 21
        case .dncnn17: 17
        case .dncnn20: 20
        }
    }
}

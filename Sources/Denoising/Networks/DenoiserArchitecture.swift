public import Torch

/// The networks that restore images of few counts, by the names that recipes and weight files use.
public enum DenoiserArchitecture: String, CaseIterable, Codable, Sendable {
    /// ``DDSRCNN``.
    case ddsrcnn

    /// The network with untrained weights.
    public func make(using generator: Generator) -> any Layer {
        switch self {
        case .ddsrcnn: DDSRCNN(using: generator)
        }
    }
}

import Torch

/// What `bonescan models` tells of a network.
public struct ModelFacts: Codable, Sendable {
    /// A saved tensor, as weight files name it.
    public struct SavedTensor: Codable, Sendable {
        public let name: String
        public let shape: [Int]
    }

    public let name: String
    /// A denoises, B classifies.
    public let system: String
    public let publication: String
    public let input: String
    /// Trained parameters.
    public let parameters: Int
    /// All that a weight file holds, trained or not.
    public let tensors: [SavedTensor]

    public init(_ architecture: Architecture) {
        let network = architecture.make(using: Generator(seed: 0))
        name = architecture.rawValue
        system = String(architecture.system)
        publication = architecture.publication
        input = architecture.input.description
        parameters = network.parameterCount
        tensors = network.state.map { SavedTensor(name: $0.name, shape: $0.tensor.shape) }
    }
}

import Torch

/// What `bonescan models` tells of a network.
public struct ModelFacts: Codable, Sendable {
    /// A saved tensor, as weight files name it.
    public struct SavedTensor: Codable, Sendable {
        /// Its dotted name.
        public let name: String
        /// Its sizes, outermost first.
        public let shape: [Int]
    }

    /// As the command line and checkpoints call it.
    public let name: String
    /// A denoises, B classifies.
    public let system: String
    /// Where it is described.
    public let publication: String
    /// The images that it takes, in words.
    public let input: String
    /// Trained parameters.
    public let parameters: Int
    /// All that a weight file holds, trained or not.
    public let tensors: [SavedTensor]

    /// The facts of the network as published; call `loadTorch()` first.
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

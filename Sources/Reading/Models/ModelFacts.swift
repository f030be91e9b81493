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
    /// A denoises, B classifies, C segments.
    public let system: String
    /// Where it is described.
    public let publication: String
    /// The images that it takes, in words.
    public let input: String
    /// Trained parameters.
    public let parameters: Int
    /// All values that a weight file holds, the statistics of normalisations included: what Keras counts.
    public let values: Int
    /// All that a weight file holds, trained or not.
    public let tensors: [SavedTensor]

    /// The facts of the network as ``Architecture/make(using:)`` makes it; call `loadTorch()` first.
    public init(_ architecture: Architecture) {
        let network = architecture.make(using: .outline())
        name = architecture.rawValue
        system = String(architecture.system)
        publication = architecture.publication
        input = architecture.input.description
        parameters = network.parameterCount
        values = network.state.reduce(0) { $0 + $1.tensor.count }
        tensors = network.state.map { SavedTensor(name: $0.name, shape: $0.tensor.shape) }
    }
}

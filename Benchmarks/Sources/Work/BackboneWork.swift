public import Classification
import Torch

/// What a backbone of the classifiers does, timed here and in its peers: `densenet121-forward`, `densenet121-step`.
public enum BackboneWork: Hashable, CaseIterable, Sendable {
    /// The features of one view of 1024×256, as `bonescan classify` computes them.
    case forward(BackboneArchitecture)
    /// A step of training on two views of 512×128, as the trainer makes it: global average, one logit, binary
    /// cross-entropy, AdamW.
    case step(BackboneArchitecture)

    public static let allCases = BackboneArchitecture.allCases.flatMap { [forward($0), .step($0)] }

    /// The work that peers.py calls so.
    public init?(name: String) {
        guard let found = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = found
    }

    /// As peers.py calls it.
    public var name: String {
        switch self {
        case .forward(let backbone): "\(backbone.rawValue)-forward"
        case .step(let backbone): "\(backbone.rawValue)-step"
        }
    }

    /// Everything up to the first iteration; each call of what it answers is one iteration.
    public func prepared() -> () -> Void {
        let generator = Generator(seed: 1)
        switch self {
        case .forward(let backbone):
            let network = backbone.make(channels: 1, using: generator)
            network.evaluate()
            let x = Tensor.uniform([1, 1, 1024, 256], using: generator)
            return { _ = withoutGradient { network(x) } }
        case .step(let backbone):
            let network = HeadedBackbone(backbone, using: generator)
            network.arrangeChannelsLast()
            let x = Tensor.uniform([2, 1, 512, 128], using: generator)
            let answers = Tensor([0, 1] as [Float], shape: [2, 1])
            let optimizer = AdamW(network, learningRate: 1e-4)
            return {
                binaryCrossEntropy(logits: network(x), answers).backward()
                optimizer.step()
            }
        }
    }
}

/// A backbone for one channel, global average, one logit.
private final class HeadedBackbone: Module, Layer {
    let backbone: any Layer
    let head: Linear

    init(_ architecture: BackboneArchitecture, using generator: Generator) {
        backbone = architecture.make(channels: 1, using: generator)
        head = Linear(
            architecture.featureChannels, 1, initialisation: .glorotUniform, using: generator)
    }

    func callAsFunction(_ x: Tensor) -> Tensor { head(backbone(x).globalAverage()) }
}

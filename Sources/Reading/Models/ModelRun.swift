import Classification
public import Foundation
public import Segmentation
import Torch

extension Architecture {
    /// Runs any images through this network, so that anyone can check it against another framework.
    ///
    /// Nothing is written unless all of it succeeds.
    /// - Parameters:
    ///   - weights: safetensors with exactly the network's tensors. A backbone or transformer may have other channels
    ///     than ``make(using:)`` gives it, a transformer other places, a classifier other outputs and a trunk for each
    ///     view; they are read off the weights.
    ///   - input: safetensors with the images N×C×H×W as `x`, or as its only tensor; taken as 32-bit numbers.
    ///   - output: safetensors, written with the answer as `y`.
    ///   - features: whether the answer is the map of features, N×C×h×w, that a classifier's is made from. It is
    ///     a backbone's and a transformer's only answer.
    ///   - patches: what a transformer tells of each patch; its tokens where `nil`.
    ///   - positions: how a transformer's places are resized; DINO's way where `nil`.
    ///   - overwriting: whether an earlier output may be replaced.
    /// - Throws: one sentence that names the file and what is wrong with it.
    public func run(
        weights: URL, input: URL, output: URL, features: Bool = false, patches: PatchFeatures? = nil,
        positions: PositionInterpolation? = nil, overwriting: Bool = false
    ) throws(ReadingError) {
        try checkPlace(of: output, overwriting: overwriting)
        try sayingWhatIsWrong {
            let y = try torchErrors {
                let network = try loaded(from: weights)
                let x = try images(from: input, for: network)
                return try withoutGradient {
                    if patches != nil || positions != nil {
                        return try self.patches(of: network, x, patches ?? .tokens, positions ?? .dino)
                    }
                    return features ? try self.features(of: network, x) : network(x)
                }
            }
            try SafeTensors.write(["y": y], metadata: ["network": rawValue], to: output)
        }
    }

    private func images(from file: URL, for network: any Layer) throws -> Tensor {
        let tensors = try SafeTensors.read(file)
        guard let x = tensors["x"] ?? (tensors.count == 1 ? tensors.values.first : nil) else {
            let names = tensors.isEmpty ? "none" : tensors.keys.sorted().prefix(5).joined(separator: ", ")
            throw ReadingError(
                "\(file.path) needs a tensor called x, or only one tensor; it has \(names).")
        }
        let shape = x.shape
        let wanted = input(of: network)
        guard wanted.admits(shape) else {
            throw ReadingError(
                "\(file.path) has images \(shape); \(rawValue) with these weights takes \(wanted).")
        }
        try checkUsable(["x": x], in: file)
        return x.to(.float32)
    }

    /// What the network asks of its images; a backbone or transformer has the channels of its first kernel.
    private func input(of network: any Layer) -> InputShape {
        guard seesChannels, let stem = network.parameters.first?.parameter.value else { return input }
        return InputShape(
            channels: stem.shape[1], sidesAreMultiplesOf: input.sidesAreMultiplesOf,
            smallestSide: input.smallestSide)
    }

    private func patches(
        of network: any Layer, _ x: Tensor, _ kind: PatchFeatures, _ positions: PositionInterpolation
    ) throws -> Tensor {
        guard let network = network as? VisionTransformer else {
            throw ReadingError(
                "\(rawValue) is no transformer: it has neither patches nor embeddings of places.")
        }
        network.positions = positions
        return network.features(x, kind)
    }

    private func features(of network: any Layer, _ x: Tensor) throws -> Tensor {
        switch self {
        case .backbone, .transformer: return network(x)
        case .classifier:
            if let network = network as? any Classifier { return network.features(x) }
            fallthrough
        case .denoiser: throw ReadingError("\(rawValue) has no feature output: ask for its answer.")
        }
    }
}

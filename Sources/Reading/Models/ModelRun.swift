import Classification
public import Foundation
import Torch

extension Architecture {
    /// Runs any images through this network, so that anyone can check it against another framework.
    ///
    /// Nothing is written unless all of it succeeds.
    /// - Parameters:
    ///   - weights: safetensors with exactly the network's tensors. A classifier may have other channels
    ///     and classes than ``make(using:)`` gives it; they are read off the weights.
    ///   - input: safetensors with the images N×C×H×W as `x`, or as its only tensor; taken as 32-bit numbers.
    ///   - output: safetensors, written with the answer as `y`.
    ///   - features: whether the answer is what the network's head sees, for networks that have a head.
    ///   - overwriting: whether an earlier output may be replaced.
    /// - Throws: one sentence that names the file and what is wrong with it.
    public func run(
        weights: URL, input: URL, output: URL, features: Bool = false, overwriting: Bool = false
    ) throws(ReadingError) {
        try checkPlace(of: output, overwriting: overwriting)
        try sayingWhatIsWrong {
            let y = try torchErrors {
                let network = try loaded(from: weights)
                let x = try images(from: input, for: network)
                return try withoutGradient { features ? try self.features(of: network, x) : network(x) }
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
        // The first tensor declared is the kernel that sees the images.
        let channels = network.parameters.first?.parameter.value.shape[1] ?? input.channels
        let shape = x.shape
        let wanted = InputShape(channels: channels, sidesAreMultiplesOf: input.sidesAreMultiplesOf)
        guard wanted.admits(shape) else {
            throw ReadingError(
                "\(file.path) has images \(shape); \(rawValue) with these weights takes \(wanted).")
        }
        try checkUsable(["x": x], in: file)
        return x.to(.float32)
    }

    private func features(of network: any Layer, _ x: Tensor) throws -> Tensor {
        guard let network = network as? ResNetV2 else {
            throw ReadingError("\(rawValue) has no feature output: ask for its answer.")
        }
        return network.features(x)
    }
}

extension InputShape {
    /// Whether a tensor of this shape holds such images, one at least.
    func admits(_ shape: [Int]) -> Bool {
        shape.count == 4 && shape[1] == channels && !shape.contains(0)
            && shape[2...].allSatisfy { $0.isMultiple(of: sidesAreMultiplesOf) }
    }
}

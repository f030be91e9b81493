import Classification
import Denoising
import Foundation
import Segmentation
import Torch

extension Architecture {
    /// The network in evaluation with the weights of a file, strictly.
    func loaded(from file: URL) throws -> any Layer {
        let saved = try weights(in: file)
        // Whether they fit is seen before there is a network of whatever size they ask for.
        if let mismatch = network(for: saved, using: .outline()).mismatch(with: saved) {
            throw ReadingError("\(file.path): \(mismatch)")
        }
        let network = network(for: saved, using: Generator(seed: 0))
        try network.load(saved)
        network.evaluate()
        return network
    }

    /// All tensors of a file but PyTorch's counts of batches, which nothing here needs.
    func weights(in file: URL) throws -> [String: Tensor] {
        let saved = try SafeTensors.read(file).filter { !$0.key.hasSuffix(".num_batches_tracked") }
        try checkUsable(saved, in: file)
        return saved
    }

    /// The network with the channels, outputs, trunks and places that these weights have.
    func network(for saved: [String: Tensor], using generator: Generator) -> any Layer {
        switch self {
        case .denoiser(let denoiser): return denoiser.make(using: generator)
        case .backbone(let backbone): return backbone.make(channels: channels(of: saved), using: generator)
        case .classifier(let classifier):
            let head = saved["head.weight"].map { $0.count > 0 ? $0.shape : [] } ?? []
            let isSeparate = saved.keys.contains { $0.hasPrefix("backbones.1.") }
            return classifier.make(
                outputs: head.first ?? 1, trunks: isSeparate ? .separate : .shared, using: generator)
        case .transformer(let transformer):
            let places = saved["pos_embed"].map { $0.rank == 3 ? $0.shape[1] - 1 : 0 } ?? 0
            let side = Int(Double(max(0, places)).squareRoot())
            return transformer.make(
                channels: channels(of: saved), side: side > 0 && side * side == places ? side : nil,
                using: generator)
        }
    }

    private func channels(of saved: [String: Tensor]) -> Int {
        let stem = saved[stemName]?.shape ?? []
        return stem.count == 4 ? max(1, stem[1]) : 3
    }

    /// The kernel that sees the images: the first tensor.
    var stemName: String { make(using: .outline()).state.first?.name ?? "" }

    /// Throws where values would be lost on the way to 32-bit numbers, or are none.
    func checkUsable(_ tensors: [String: Tensor], in file: URL) throws(ReadingError) {
        for (name, tensor) in tensors.sorted(by: { $0.key < $1.key }) {
            guard tensor.dtype != .bool else {
                throw ReadingError("\(file.path): \(name) holds truth values, where numbers are needed.")
            }
            guard tensor.to(.float32).isFinite else {
                throw ReadingError(
                    "\(file.path): \(name) holds values that are not numbers or too large for 32 bits. Save it again."
                )
            }
        }
    }
}

/// Throws where a result cannot be written, before any work is done.
func checkPlace(of output: URL, overwriting: Bool) throws(ReadingError) {
    guard overwriting || !FileManager.default.fileExists(atPath: output.path) else {
        throw ReadingError(
            "\(output.path) exists already; choose another name, or replace it with --force")
    }
    let folder = output.deletingLastPathComponent().path
    guard FileManager.default.fileExists(atPath: folder) else {
        throw ReadingError(
            "\(output.path) cannot be written: there is no folder \(folder). Make it first.")
    }
}

/// Work that needs libtorch; whatever it throws becomes a sentence.
func sayingWhatIsWrong(_ work: () throws -> Void) throws(ReadingError) {
    do {
        try loadTorch()
        try work()
    } catch let error as ReadingError {
        throw error
    } catch {
        throw ReadingError("\(error)")
    }
}

import Foundation
import Torch

extension Architecture {
    /// The network in evaluation with the weights of a file, strictly.
    func loaded(from file: URL) throws -> any Layer {
        let saved = try weights(in: file)
        let network = network(for: saved)
        do { try network.load(saved) } catch { throw ReadingError("\(file.path): \(error)") }
        network.evaluate()
        return network
    }

    /// All tensors of a file but PyTorch's counts of batches, which nothing here needs.
    func weights(in file: URL) throws -> [String: Tensor] {
        let saved = try SafeTensors.read(file).filter { !$0.key.hasSuffix(".num_batches_tracked") }
        try checkUsable(saved, in: file)
        return saved
    }

    /// The network, a classifier with the channels and classes that these weights have.
    func network(for saved: [String: Tensor]) -> any Layer {
        let stem = saved["stem.weight"]?.shape ?? []
        let head = saved["head.weight"]?.shape ?? []
        return make(
            channels: stem.count == 4 && stem == [64, max(1, stem[1]), 7, 7] ? stem[1] : input.channels,
            classes: head.count == 2 && head[0] > 0 && head[1] == 2048 ? head[0] : 1000,
            using: Generator(seed: 0))
    }

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
}

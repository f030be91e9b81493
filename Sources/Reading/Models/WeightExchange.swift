public import Foundation
import Torch

extension Architecture {
    /// Writes another program's weights for this network by our names.
    ///
    /// The file calls them as Keras does (see Fixtures/keras/convert.py), as the authors' PyTorch code, or as we
    /// do; which of these is found out. Nothing is written unless every tensor is there, fits, and is of numbers.
    /// - Parameters:
    ///   - file: safetensors; what they say about themselves is kept.
    ///   - output: safetensors as ``run(weights:input:output:features:overwriting:)`` takes them.
    ///   - overwriting: whether an earlier output may be replaced.
    /// - Throws: one sentence that names the file and, by the file's own names, the tensors that are wrong.
    public func importWeights(
        from file: URL, to output: URL, overwriting: Bool = false
    ) throws(ReadingError) {
        try checkPlace(of: output, overwriting: overwriting)
        try sayingWhatIsWrong {
            let saved = try weights(in: file)
            let network: any Layer
            do { network = try adopting(saved) } catch {
                guard let other = Self.allCases.first(where: { (try? $0.adopting(saved)) != nil }) else {
                    throw ReadingError("\(file.path): \(error)")
                }
                throw ReadingError(
                    "\(file.path) has the tensors of \(other.rawValue), not of \(rawValue): import it "
                        + "--as \(other.rawValue).")
            }
            let metadata = try SafeTensors.metadata(file).merging(["architecture": rawValue]) { $1 }
            try SafeTensors.write(network.savedTensors, metadata: metadata, to: output)
        }
    }

    /// Writes weights of ours by Keras's names and in its order of dimensions: the way back.
    ///
    /// - Parameters:
    ///   - weights: safetensors with exactly the network's tensors.
    ///   - output: safetensors with tensors such as `conv2d_1/kernel`, which is a Keras variable's `path`.
    ///   - overwriting: whether an earlier output may be replaced.
    /// - Throws: one sentence that names the file and what is wrong with it.
    public func exportWeights(
        from weights: URL, to output: URL, overwriting: Bool = false
    ) throws(ReadingError) {
        try checkPlace(of: output, overwriting: overwriting)
        try sayingWhatIsWrong {
            let state = try loaded(from: weights).state
            let tensors = kerasNames(state.map(\.name)).theirs(state)
            try SafeTensors.write(tensors, metadata: ["architecture": rawValue], to: output)
        }
    }

    /// The network with these weights, whichever of the names that we know they have.
    private func adopting(_ saved: [String: Tensor]) throws(StateMismatch) -> any Layer {
        let found = saved.sorted { $0.key < $1.key }
        let plain = found.map(\.key).kerasNumbersFromZero
        let tensors = zip(plain, found).reduce(into: [String: Tensor]()) { tensors, entry in
            // A name that is there twice, once with “:0”, stays unknown.
            let name = tensors[entry.0] == nil ? entry.0 : entry.1.key
            tensors[name] = entry.1.value
        }
        let ownNames = make(using: Generator(seed: 0)).state.map(\.name)
        let names = weightNames(ownNames).max { $0.known(plain) < $1.known(plain) } ?? .own(ownNames)
        let ours = names.ours(tensors)
        let network = network(for: ours)
        do { try network.load(ours) } catch { throw names.theirs(error) }
        return network
    }
}

extension Module {
    fileprivate var savedTensors: [String: Tensor] {
        Dictionary(uniqueKeysWithValues: state.map { ($0.name, $0.tensor) })
    }
}

public import Foundation
import Torch

extension Architecture {
    /// Writes another program's weights for this network by our names.
    ///
    /// The file calls them as Keras does (see Fixtures/keras/convert.py), as the authors' PyTorch code, or as we
    /// do; which of these is found out. Nothing is written unless every tensor is there, fits, and is of numbers.
    /// The top that Keras puts on a backbone is left out, as are the head of a transformer and what DINO and PyTorch
    /// write before its tensors' names.
    /// - Parameters:
    ///   - file: safetensors; what they say about themselves is kept.
    ///   - output: safetensors as ``run(weights:input:output:features:patches:positions:overwriting:)`` takes them.
    ///   - oneChannel: whether the first convolution of a backbone or transformer is summed over its three channels, so that it
    ///     sees an image of one as it saw three equal ones.
    ///   - overwriting: whether an earlier output may be replaced.
    /// - Throws: one sentence that names the file and, by the file's own names, the tensors that are wrong.
    public func importWeights(
        from file: URL, to output: URL, oneChannel: Bool = false, overwriting: Bool = false
    ) throws(ReadingError) {
        try checkPlace(of: output, overwriting: overwriting)
        try sayingWhatIsWrong {
            let saved = try weights(in: file)
            var ours: [String: Tensor]
            do { ours = try adopted(saved) } catch {
                guard let other = Self.allCases.first(where: { (try? $0.adopted(saved)) != nil }) else {
                    throw ReadingError("\(file.path): \(error)")
                }
                throw ReadingError(
                    "\(file.path) has the tensors of \(other.rawValue), not of \(rawValue): import it "
                        + "--as \(other.rawValue).")
            }
            if oneChannel {
                guard seesChannels, let stem = ours[stemName], stem.shape[1] == 3 else {
                    throw ReadingError("\(file.path) has no three channels to make one of.")
                }
                ours[stemName] = stem.sum(dim: 1, keepdim: true)
            }
            let metadata = try SafeTensors.metadata(file).merging(["architecture": rawValue]) { $1 }
            try SafeTensors.write(ours.mapValues { $0.to(.float32) }, metadata: metadata, to: output)
        }
    }

    /// Writes weights of ours by the names of those who published the network, Keras's mostly, and in their order of
    /// dimensions: the way back.
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
            guard let names = publishedNames(state.map(\.name)) else {
                throw ReadingError(
                    "Keras has no \(rawValue), whose weights are its own: use the file as it is.")
            }
            try SafeTensors.write(names.theirs(state), metadata: ["architecture": rawValue], to: output)
        }
    }

    /// These weights by our names, whichever of the names that we know they have; throws what does not fit.
    private func adopted(_ saved: [String: Tensor]) throws(StateMismatch) -> [String: Tensor] {
        let found = saved.sorted { $0.key < $1.key }
        let plain = found.map { withoutWrappers($0.key) }.inKerasSpelling
        let tensors = zip(plain, found).reduce(into: [String: Tensor]()) { tensors, entry in
            guard !isTop(entry.0) else { return }
            // A name that is there twice, once with “:0” or in a wrapper, stays unknown.
            let name = tensors[entry.0] == nil ? entry.0 : entry.1.key
            tensors[name] = entry.1.value
        }
        let ownNames = make(using: .outline()).state.map(\.name)
        let names = weightNames(ownNames).max { $0.known(plain) < $1.known(plain) } ?? .own(ownNames)
        let ours = names.ours(tensors)
        if let mismatch = network(for: ours, using: .outline()).mismatch(with: ours) {
            throw names.theirs(mismatch)
        }
        return ours
    }

    /// Whether a tensor belongs to the layers that tell ImageNet's classes from a network's features, or to DINO's head.
    private func isTop(_ name: String) -> Bool {
        switch self {
        case .backbone: ["predictions/", "fc1/", "fc2/"].contains { name.hasPrefix($0) }
        case .transformer: name.hasPrefix("head.")
        default: false
        }
    }

    /// A transformer's tensor without what PyTorch's data parallel training and DINO's student and teacher, who
    /// have a backbone and a head each, write before its name.
    private func withoutWrappers(_ name: String) -> String {
        guard case .transformer = self else { return name }
        return ["module.", "backbone."].reduce(name) {
            $0.hasPrefix($1) ? String($0.dropFirst($1.count)) : $0
        }
    }

    /// Whether the network sees images of as many channels as its first kernel has.
    var seesChannels: Bool {
        switch self {
        case .backbone, .transformer: true
        default: false
        }
    }
}

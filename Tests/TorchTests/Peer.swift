import TestSupport
import Torch

/// What a peer made of one case: the tensors of a fixture whose names begin with `case/`.
struct Peer {
    private let tensors: [String: Tensor]

    init(_ path: String, _ name: String) throws {
        let all = try SafeTensors.read(fixture(path))
        let own = all.filter { $0.key.hasPrefix("\(name)/") }
        tensors = Dictionary(uniqueKeysWithValues: own.map { (String($0.dropFirst(name.count + 1)), $1) })
    }

    subscript(_ name: String) -> Tensor? { tensors[name] }

    /// `in.0`, `in.1` and so on.
    var inputs: [Tensor] { (0...).lazy.map { tensors["in.\($0)"] }.prefix { $0 != nil }.compactMap { $0 } }

    /// Those whose names begin with `prefix`, without it.
    func named(_ prefix: String) -> [String: Tensor] {
        let own = tensors.filter { $0.key.hasPrefix(prefix) }
        return Dictionary(uniqueKeysWithValues: own.map { (String($0.dropFirst(prefix.count)), $1) })
    }
}

public import Torch

/// A piece of work that is timed, here and in a peer.
public enum Work: String, CaseIterable, Sendable {
    case x
    public var t: Int { Tensor.ones([2, 2]).shape.count }
}

import CTorch

/// A trained tensor of a ``Module``.
public final class Parameter {
    public internal(set) var value: Tensor

    public init(_ value: Tensor) {
        self.value = value
        check(ct.set_requires_grad(value.raw, true))
    }

    /// What the last ``Tensor/backward()`` left here; `nil` before it.
    public var gradient: Tensor? { ct.grad(value.raw).map { Tensor($0) } }
}

/// A tensor of a ``Module`` that is saved with it but not trained, such as a running mean.
public final class Buffer {
    public internal(set) var value: Tensor
    public init(_ value: Tensor) { self.value = value }
}

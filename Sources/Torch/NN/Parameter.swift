import CTorch

/// A trained tensor of a ``Module``.
public final class Parameter {
    /// The numbers: the beginning of a graph, so that gradients arrive here.
    public internal(set) var value: Tensor

    /// Begins with these numbers, which are shared, not copied.
    public init(_ value: Tensor) { self.value = value.requiringGradient() }

    /// What the last ``Tensor/backward()`` left here; `nil` before it.
    public var gradient: Tensor? {
        let value = value
        return ct.grad(value.raw).map { Tensor($0) }
    }
}

/// A tensor of a ``Module`` that is saved with it but not trained, such as a running mean.
public final class Buffer {
    /// The numbers.
    public internal(set) var value: Tensor

    /// Begins with these numbers, which are shared, not copied.
    public init(_ value: Tensor) { self.value = value }

    /// Goes this share of the way to other numbers of its shape, as running statistics do.
    public func follow(_ other: Tensor, by share: Double) {
        value.assign(withoutGradient { value * (1 - share) + other * share })
    }
}

import CTorch

extension Tensor {
    /// Computes the gradients of a scalar with respect to every ``Parameter`` it came from.
    public func backward() { check(ct.backward(raw)) }

    /// The same values, outside of the graph.
    public func detached() -> Tensor { Tensor(ct.detach(raw)) }

    /// The same values as the beginning of a graph, with respect to which gradients can be asked for.
    public func requiringGradient() -> Tensor {
        let leaf = detached()
        check(ct.set_requires_grad(leaf.raw, true))
        return leaf
    }

    /// Whether gradients flow back through this tensor.
    public var requiresGradient: Bool { ct.requires_grad(raw) }

    /// Overwrites the numbers in place. Only modules and optimisers may: see ``Tensor``.
    func assign(_ other: Tensor) { check(ct.copy_(raw, other.raw)) }
}

/// The gradients of `y` with respect to each of `xs`: leaves or intermediate results, such as the
/// activations that Grad-CAM looks at. Zeros where `y` does not depend on one of them.
///
/// `cotangent` weighs the elements of `y`, and has its shape; without it `y` is a single number.
public func gradient(of y: Tensor, withRespectTo xs: [Tensor], cotangent: Tensor? = nil) -> [Tensor] {
    var found = [ct_tensor?](repeating: nil, count: xs.count)
    withExtendedLifetime(xs) {
        _ = check(ct.gradients(y.raw, cotangent?.raw, xs.map(\.raw), xs.count, &found))
    }
    return zip(xs, found).map { x, raw in
        raw.map { Tensor($0) } ?? .zeros(x.shape, dtype: x.dtype, device: x.device)
    }
}

/// Runs `body` without recording a graph.
///
/// The switch is libtorch's and belongs to the thread, so `body` is synchronous on purpose:
/// a suspended task could wake up on a thread where the switch stands differently.
public func withoutGradient<R>(_ body: () throws -> R) rethrows -> R {
    try withGradient(recorded: false, body)
}

/// Runs `body` with recording a graph, even inside of ``withoutGradient(_:)``: for what needs gradients to answer.
public func withGradient<R>(_ body: () throws -> R) rethrows -> R {
    try withGradient(recorded: true, body)
}

private func withGradient<R>(recorded: Bool, _ body: () throws -> R) rethrows -> R {
    let before = ct.grad_enabled()
    ct.set_grad_enabled(recorded)
    defer { ct.set_grad_enabled(before) }
    return try body()
}

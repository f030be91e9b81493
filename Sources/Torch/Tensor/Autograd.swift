import CTorch

extension Tensor {
    /// Computes the gradients of a scalar with respect to every ``Parameter`` it came from.
    public func backward() { check(ct.backward(raw)) }
}

/// Runs `body` without recording a graph.
///
/// The switch is libtorch's and belongs to the thread, so `body` is synchronous on purpose:
/// a suspended task could wake up on a thread where the switch stands differently.
public func withoutGradient<R>(_ body: () throws -> R) rethrows -> R {
    let before = ct.grad_enabled()
    ct.set_grad_enabled(false)
    defer { ct.set_grad_enabled(before) }
    return try body()
}

public func seed(_ seed: UInt64) { ct.manual_seed(seed) }

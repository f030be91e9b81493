import CTorch

extension Tensor {
    /// The matrix product over the last two dimensions; leading dimensions are a batch and broadcast.
    public func matmul(_ other: Tensor) -> Tensor { Tensor(ct.matmul(raw, other.raw)) }

    /// x·Wᵀ + b over the last dimension: `[…, in]` and a weight `[out, in]` give `[…, out]`.
    public func linear(_ weight: Tensor, bias: Tensor? = nil) -> Tensor {
        Tensor(ct.linear(raw, weight.raw, bias?.raw))
    }
}

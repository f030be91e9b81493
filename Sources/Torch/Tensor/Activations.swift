import CTorch

/// max(0, x).
public func relu(_ x: Tensor) -> Tensor { Tensor(ct.relu(x.raw)) }

/// min(6, max(0, x)).
public func relu6(_ x: Tensor) -> Tensor { Tensor(ct.relu6(x.raw)) }

/// x·Φ(x), with the normal distribution's exact Φ. Hendrycks, Gimpel 2016, arXiv:1606.08415.
public func gelu(_ x: Tensor) -> Tensor { Tensor(ct.gelu(x.raw)) }

/// x·sigmoid(x), also called swish.
public func silu(_ x: Tensor) -> Tensor { Tensor(ct.silu(x.raw)) }

/// 1 / (1 + e⁻ˣ).
public func sigmoid(_ x: Tensor) -> Tensor { Tensor(ct.sigmoid(x.raw)) }

/// The hyperbolic tangent.
public func tanh(_ x: Tensor) -> Tensor { Tensor(ct.tanh(x.raw)) }

/// softmax(Q·Kᵀ / √d)·V, where `query` is `[…, L, d]`, `key` `[…, S, d]` and `value` `[…, S, e]`.
/// Vaswani et al. 2017, arXiv:1706.03762.
///
/// `mask` broadcasts to `[…, L, S]`. One of `bool` says who may look at whom, one of real numbers is added to
/// the products before the softmax.
public func attention(query: Tensor, key: Tensor, value: Tensor, mask: Tensor? = nil) -> Tensor {
    Tensor(ct.attention(query.raw, key.raw, value.raw, mask?.raw))
}

/// Sets each element to zero with this probability and scales the others so that the expectation stays.
/// Srivastava et al. 2014, JMLR 15:1929.
public func dropout(_ x: Tensor, probability: Double, using generator: Generator) -> Tensor {
    x * dropoutMask(x.shape, like: x, probability: probability, using: generator)
}

/// The same for whole channels of N×C×H×W images.
public func channelDropout(_ x: Tensor, probability: Double, using generator: Generator) -> Tensor {
    x * dropoutMask([x.shape[0], x.shape[1], 1, 1], like: x, probability: probability, using: generator)
}

private func dropoutMask(
    _ shape: [Int], like x: Tensor, probability: Double, using generator: Generator
) -> Tensor {
    let kept = Tensor.bernoulli(
        shape, probability: 1 - probability, dtype: x.dtype, device: x.device, using: generator)
    return probability < 1 ? kept / (1 - probability) : kept
}

import CTorch

extension Tensor {
    /// Subtracts the mean over the innermost dimensions `shape`, divides by their standard deviation, then scales
    /// and shifts by `weight` and `bias` of that shape. Ba, Kiros, Hinton 2016, arXiv:1607.06450.
    public func layerNormalised(
        _ shape: [Int], weight: Tensor? = nil, bias: Tensor? = nil, epsilon: Double = 1e-5
    ) -> Tensor {
        Tensor(ct.layer_norm(raw, shape.int64, shape.count, weight?.raw, bias?.raw, epsilon))
    }

    /// Vectors along `dim` over their Euclidean length, or over 1e-12 where that is more: their directions.
    public func normalised(dim: Int) -> Tensor { Tensor(ct.unit_vectors(raw, Int64(dim))) }

    /// As layers are, over `groups` equal groups of channels and all that lies in them; `weight` and `bias` are per
    /// channel. Wu, He 2018, arXiv:1803.08494.
    public func groupNormalised(
        _ groups: Int, weight: Tensor? = nil, bias: Tensor? = nil, epsilon: Double = 1e-5
    ) -> Tensor {
        Tensor(ct.group_norm(raw, Int64(groups), weight?.raw, bias?.raw, epsilon))
    }
}

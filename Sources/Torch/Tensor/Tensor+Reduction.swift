import CTorch

/// Over the dimensions `dim`, or over all where none is named. With `keepdim` the dimensions stay, of size 1.
extension Tensor {
    /// The sum.
    public func sum(dim: Int..., keepdim: Bool = false) -> Tensor {
        Tensor(ct.sum(raw, dim.int64, dim.count, keepdim))
    }

    /// The arithmetic mean.
    public func mean(dim: Int..., keepdim: Bool = false) -> Tensor {
        Tensor(ct.mean(raw, dim.int64, dim.count, keepdim))
    }

    /// The largest value. Equal ones share its gradient.
    public func max(dim: Int..., keepdim: Bool = false) -> Tensor {
        Tensor(ct.max(raw, dim.int64, dim.count, keepdim))
    }

    /// The smallest value. Equal ones share its gradient.
    public func min(dim: Int..., keepdim: Bool = false) -> Tensor {
        Tensor(ct.min(raw, dim.int64, dim.count, keepdim))
    }

    /// The variance: the sum of squared distances from the mean over n - `correction`.
    public func variance(dim: Int..., correction: Double = 1, keepdim: Bool = false) -> Tensor {
        Tensor(ct.var(raw, dim.int64, dim.count, correction, keepdim))
    }

    /// The standard deviation: the square root of the variance over n - `correction`.
    public func std(dim: Int..., correction: Double = 1, keepdim: Bool = false) -> Tensor {
        Tensor(ct.std(raw, dim.int64, dim.count, correction, keepdim))
    }

    /// The index of the largest value along `dim`.
    public func argmax(dim: Int, keepdim: Bool = false) -> Tensor {
        Tensor(ct.argmax(raw, Int64(dim), keepdim))
    }

    /// The index of the smallest value along `dim`.
    public func argmin(dim: Int, keepdim: Bool = false) -> Tensor {
        Tensor(ct.argmin(raw, Int64(dim), keepdim))
    }

    /// The `count` largest values along `dim`, largest first, and their indices.
    public func largest(_ count: Int, dim: Int) -> (values: Tensor, indices: Tensor) {
        var values: ct_tensor?
        var indices: ct_tensor?
        _ = ct.topk(raw, Int64(count), Int64(dim), &values, &indices)
        return (Tensor(values), Tensor(indices))
    }

    /// e to the power of each element over the sum of those along `dim`.
    public func softmax(dim: Int) -> Tensor { Tensor(ct.softmax(raw, Int64(dim))) }

    /// The logarithm of ``softmax(dim:)``, computed without its underflow.
    public func logSoftmax(dim: Int) -> Tensor { Tensor(ct.log_softmax(raw, Int64(dim))) }
}

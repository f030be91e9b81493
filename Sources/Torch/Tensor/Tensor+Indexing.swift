import CTorch

/// What may stand in a tensor's brackets: an index, which drops its dimension, or a range, which keeps it.
///
/// Indices and bounds below zero count from the end; `0...` is a whole dimension.
public protocol TensorIndex {
    /// The part of dimension `dim` that this selects, and where the next index applies.
    func select(from x: Tensor, dim: Int) -> (Tensor, next: Int)
}

extension Int: TensorIndex {
    public func select(from x: Tensor, dim: Int) -> (Tensor, next: Int) {
        (Tensor(ct.select(x.raw, Int64(dim), Int64(self))), dim)
    }
}

extension Range<Int>: TensorIndex {
    public func select(from x: Tensor, dim: Int) -> (Tensor, next: Int) {
        (x.sliced(dim, from: lowerBound, to: upperBound), dim + 1)
    }
}

extension ClosedRange<Int>: TensorIndex {
    public func select(from x: Tensor, dim: Int) -> (Tensor, next: Int) {
        (x.sliced(dim, from: lowerBound, to: upperBound == -1 ? nil : upperBound + 1), dim + 1)
    }
}

extension PartialRangeFrom<Int>: TensorIndex {
    public func select(from x: Tensor, dim: Int) -> (Tensor, next: Int) {
        (x.sliced(dim, from: lowerBound), dim + 1)
    }
}

extension PartialRangeUpTo<Int>: TensorIndex {
    public func select(from x: Tensor, dim: Int) -> (Tensor, next: Int) {
        (x.sliced(dim, to: upperBound), dim + 1)
    }
}

extension Tensor {
    /// A part of the leading dimensions, as `x[0, 1..<3, 0..., -1]`, sharing memory with the whole.
    public subscript(_ indices: any TensorIndex...) -> Tensor {
        indices.reduce((self, next: 0)) { $1.select(from: $0.0, dim: $0.next) }.0
    }

    /// Every `step`-th slice along `dim` from `start` to before `end`; bounds beyond the size are cut to it.
    public func sliced(_ dim: Int, from start: Int = 0, to end: Int? = nil, by step: Int = 1) -> Tensor {
        Tensor(ct.slice(raw, Int64(dim), Int64(start), end.map(Int64.init) ?? .max, Int64(step)))
    }

    /// The slices along `dim` that `indices`, one dimension of whole numbers, names; in that order.
    public func selected(_ indices: Tensor, dim: Int) -> Tensor {
        Tensor(ct.index_select(raw, Int64(dim), indices.raw))
    }

    /// For each place of `indices`, the value along `dim` that it names, as `torch.gather`.
    public func gathered(_ indices: Tensor, dim: Int) -> Tensor {
        Tensor(ct.gather(raw, Int64(dim), indices.raw))
    }
}

import CTorch

extension Tensor {
    /// The same values in another shape; one size may be -1 and follows from the others.
    public func reshaped(_ shape: [Int]) -> Tensor { Tensor(ct.reshape(raw, shape.int64, shape.count)) }

    /// The same values in another shape; one size may be -1 and follows from the others.
    public func reshaped(_ shape: Int...) -> Tensor { reshaped(shape) }

    /// Joins the dimensions from `start` to the last into one.
    public func flattened(from start: Int = 0) -> Tensor {
        let shape = shape
        let start = start < 0 ? start + shape.count : start
        guard (0...shape.count).contains(start) else {
            return .refused("\(shape) has no dimension \(start)")
        }
        return reshaped(shape.prefix(start) + [shape.dropFirst(start).reduce(1, *)])
    }

    /// Repeats dimensions of size 1, and adds outer ones, without a copy; -1 leaves a size as it is.
    public func expanded(to shape: [Int]) -> Tensor { Tensor(ct.expand(raw, shape.int64, shape.count)) }

    /// The dimensions in another order: that of `dims`.
    public func permuted(_ dims: Int...) -> Tensor { Tensor(ct.permute(raw, dims.int64, dims.count)) }

    /// Swaps two dimensions.
    public func transposed(_ first: Int, _ second: Int) -> Tensor {
        Tensor(ct.transpose(raw, Int64(first), Int64(second)))
    }

    /// Puts a dimension of size 1 at `dim`.
    public func unsqueezed(_ dim: Int) -> Tensor { Tensor(ct.unsqueeze(raw, Int64(dim))) }

    /// Takes away dimension `dim` where its size is 1.
    public func squeezed(_ dim: Int) -> Tensor { Tensor(ct.squeeze(raw, Int64(dim))) }

    /// Reverses the order along each of `dims`.
    public func flipped(_ dims: Int...) -> Tensor { Tensor(ct.flip(raw, dims.int64, dims.count)) }

    /// Consecutive parts along `dim`, whose sizes add up to it.
    public func split(_ sizes: [Int], dim: Int) -> [Tensor] {
        guard size(dim) == sizes.reduce(0, +), sizes.allSatisfy({ $0 >= 0 }) else {
            let refused = Tensor.refused("\(shape) along dimension \(dim) does not split into \(sizes)")
            return sizes.map { _ in refused }
        }
        var start = 0
        return sizes.map { size in
            defer { start += size }
            return sliced(dim, from: start, to: start + size)
        }
    }

    /// `parts` consecutive equal parts along `dim`.
    public func split(into parts: Int, dim: Int) -> [Tensor] {
        precondition(parts > 0, "\(parts) parts")
        return split([Int](repeating: (size(dim) ?? 0) / parts, count: parts), dim: dim)
    }

    /// The size of a dimension, the last ones counted from -1; `nil` where there is none.
    private func size(_ dim: Int) -> Int? {
        let shape = shape
        let dim = dim < 0 ? dim + shape.count : dim
        return shape.indices.contains(dim) ? shape[dim] : nil
    }
}

/// Joins tensors along a dimension that they have; all other sizes are equal.
public func concatenate(_ tensors: [Tensor], dim: Int = 0) -> Tensor {
    withExtendedLifetime(tensors) {
        Tensor(ct.concatenate(tensors.map(\.raw), tensors.count, Int64(dim)))
    }
}

/// Joins tensors of one shape along a new dimension.
public func stack(_ tensors: [Tensor], dim: Int = 0) -> Tensor {
    withExtendedLifetime(tensors) { Tensor(ct.stack(tensors.map(\.raw), tensors.count, Int64(dim))) }
}

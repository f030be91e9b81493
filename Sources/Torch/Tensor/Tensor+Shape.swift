import CTorch

extension Tensor {
    /// The same values in another shape; one size may be -1 and follows from the others.
    public func reshaped(_ shape: [Int]) -> Tensor { Tensor(ct.reshape(raw, shape.int64, shape.count)) }

    /// The same values in another shape; one size may be -1 and follows from the others.
    public func reshaped(_ shape: Int...) -> Tensor { reshaped(shape) }

    /// Joins the dimensions from `start` to the last into one.
    public func flattened(from start: Int = 0) -> Tensor {
        let kept = shape.prefix(start)
        return reshaped(kept + [shape.dropFirst(start).reduce(1, *)])
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

    /// Consecutive parts of these sizes along `dim`.
    public func split(_ sizes: [Int], dim: Int) -> [Tensor] {
        var start = 0
        return sizes.map { size in
            defer { start += size }
            return sliced(dim, from: start, to: start + size)
        }
    }

    /// `parts` consecutive equal parts along `dim`.
    public func split(into parts: Int, dim: Int) -> [Tensor] {
        let size = shape[dim < 0 ? dim + rank : dim]
        precondition(
            parts > 0 && size % parts == 0, "\(size) along dimension \(dim) does not split into \(parts)")
        return split([Int](repeating: size / parts, count: parts), dim: dim)
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

import CTorch

/// Element by element, with broadcasting; the result is a tensor of `bool`.
extension Tensor {
    /// Where two elements are equal.
    public static func .== (x: Tensor, y: Tensor) -> Tensor { Tensor(ct.eq(x.raw, y.raw)) }
    /// Where two elements differ.
    public static func .!= (x: Tensor, y: Tensor) -> Tensor { Tensor(ct.ne(x.raw, y.raw)) }
    /// Where the left element is less than the right one.
    public static func .< (x: Tensor, y: Tensor) -> Tensor { Tensor(ct.lt(x.raw, y.raw)) }
    /// Where the left element is at most the right one.
    public static func .<= (x: Tensor, y: Tensor) -> Tensor { Tensor(ct.le(x.raw, y.raw)) }
    /// Where the left element is more than the right one.
    public static func .> (x: Tensor, y: Tensor) -> Tensor { Tensor(ct.gt(x.raw, y.raw)) }
    /// Where the left element is at least the right one.
    public static func .>= (x: Tensor, y: Tensor) -> Tensor { Tensor(ct.ge(x.raw, y.raw)) }

    /// Where an element equals a number.
    public static func .== (x: Tensor, y: some TensorScalar) -> Tensor { x .== y.tensor }
    /// Where an element differs from a number.
    public static func .!= (x: Tensor, y: some TensorScalar) -> Tensor { x .!= y.tensor }
    /// Where an element is less than a number.
    public static func .< (x: Tensor, y: some TensorScalar) -> Tensor { x .< y.tensor }
    /// Where an element is at most a number.
    public static func .<= (x: Tensor, y: some TensorScalar) -> Tensor { x .<= y.tensor }
    /// Where an element is more than a number.
    public static func .> (x: Tensor, y: some TensorScalar) -> Tensor { x .> y.tensor }
    /// Where an element is at least a number.
    public static func .>= (x: Tensor, y: some TensorScalar) -> Tensor { x .>= y.tensor }

    /// Where both hold; numbers hold where they are not zero.
    public static func .& (x: Tensor, y: Tensor) -> Tensor { Tensor(ct.logical_and(x.raw, y.raw)) }
    /// Where at least one holds; numbers hold where they are not zero.
    public static func .| (x: Tensor, y: Tensor) -> Tensor { Tensor(ct.logical_or(x.raw, y.raw)) }
    /// Where it does not hold; numbers hold where they are not zero.
    public static prefix func .! (x: Tensor) -> Tensor { Tensor(ct.logical_not(x.raw)) }
}

/// `x` where `condition` holds, else `y`; element by element, with broadcasting.
public func choose(_ condition: Tensor, _ x: Tensor, else y: Tensor) -> Tensor {
    Tensor(ct.where(condition.raw, x.raw, y.raw))
}

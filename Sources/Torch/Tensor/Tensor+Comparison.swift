import CTorch

/// Element by element, with broadcasting; the result is a tensor of `bool`.
extension Tensor {
    public static func .== (x: Tensor, y: Tensor) -> Tensor { Tensor(ct.eq(x.raw, y.raw)) }
    public static func .!= (x: Tensor, y: Tensor) -> Tensor { Tensor(ct.ne(x.raw, y.raw)) }
    public static func .< (x: Tensor, y: Tensor) -> Tensor { Tensor(ct.lt(x.raw, y.raw)) }
    public static func .<= (x: Tensor, y: Tensor) -> Tensor { Tensor(ct.le(x.raw, y.raw)) }
    public static func .> (x: Tensor, y: Tensor) -> Tensor { Tensor(ct.gt(x.raw, y.raw)) }
    public static func .>= (x: Tensor, y: Tensor) -> Tensor { Tensor(ct.ge(x.raw, y.raw)) }

    public static func .== (x: Tensor, y: some TensorScalar) -> Tensor { x .== y.tensor }
    public static func .!= (x: Tensor, y: some TensorScalar) -> Tensor { x .!= y.tensor }
    public static func .< (x: Tensor, y: some TensorScalar) -> Tensor { x .< y.tensor }
    public static func .<= (x: Tensor, y: some TensorScalar) -> Tensor { x .<= y.tensor }
    public static func .> (x: Tensor, y: some TensorScalar) -> Tensor { x .> y.tensor }
    public static func .>= (x: Tensor, y: some TensorScalar) -> Tensor { x .>= y.tensor }

    public static func .& (x: Tensor, y: Tensor) -> Tensor { Tensor(ct.logical_and(x.raw, y.raw)) }
    public static func .| (x: Tensor, y: Tensor) -> Tensor { Tensor(ct.logical_or(x.raw, y.raw)) }
    public static prefix func .! (x: Tensor) -> Tensor { Tensor(ct.logical_not(x.raw)) }
}

/// `x` where `condition` holds, else `y`; element by element, with broadcasting.
public func choose(_ condition: Tensor, _ x: Tensor, else y: Tensor) -> Tensor {
    Tensor(ct.where(condition.raw, x.raw, y.raw))
}

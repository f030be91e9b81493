import CTorch

/// A plain number in tensor arithmetic. It takes part in type promotion as a Python number does: a real
/// number times a `float16` tensor stays `float16`, times an `int64` tensor becomes `float32`.
public protocol TensorScalar {
    /// This number as a tensor without dimensions.
    var tensor: Tensor { get }
}

extension Int: TensorScalar { public var tensor: Tensor { Tensor(ct.whole_scalar(Int64(self))) } }
extension Double: TensorScalar { public var tensor: Tensor { Tensor(ct.real_scalar(self)) } }
extension Float: TensorScalar { public var tensor: Tensor { Tensor(ct.real_scalar(Double(self))) } }

/// Element by element; sizes of 1 and missing outer dimensions are repeated as NumPy does.
extension Tensor {
    /// The sum, element by element, with broadcasting.
    public static func + (x: Tensor, y: Tensor) -> Tensor { Tensor(ct.add(x.raw, y.raw)) }
    /// The difference, element by element, with broadcasting.
    public static func - (x: Tensor, y: Tensor) -> Tensor { Tensor(ct.sub(x.raw, y.raw)) }
    /// The product, element by element, with broadcasting.
    public static func * (x: Tensor, y: Tensor) -> Tensor { Tensor(ct.mul(x.raw, y.raw)) }
    /// The quotient, element by element, with broadcasting.
    public static func / (x: Tensor, y: Tensor) -> Tensor { Tensor(ct.div(x.raw, y.raw)) }
    /// Each element with the other sign.
    public static prefix func - (x: Tensor) -> Tensor { Tensor(ct.neg(x.raw)) }

    /// The sum of each element and a number.
    public static func + (x: Tensor, y: some TensorScalar) -> Tensor { x + y.tensor }
    /// The difference of each element and a number.
    public static func - (x: Tensor, y: some TensorScalar) -> Tensor { x - y.tensor }
    /// The product of each element and a number.
    public static func * (x: Tensor, y: some TensorScalar) -> Tensor { x * y.tensor }
    /// The quotient of each element and a number.
    public static func / (x: Tensor, y: some TensorScalar) -> Tensor { x / y.tensor }

    /// The sum of a number and each element.
    public static func + (x: some TensorScalar, y: Tensor) -> Tensor { x.tensor + y }
    /// The difference of a number and each element.
    public static func - (x: some TensorScalar, y: Tensor) -> Tensor { x.tensor - y }
    /// The product of a number and each element.
    public static func * (x: some TensorScalar, y: Tensor) -> Tensor { x.tensor * y }
    /// The quotient of a number and each element.
    public static func / (x: some TensorScalar, y: Tensor) -> Tensor { x.tensor / y }

    /// Each element to the power of `exponent`.
    public func pow(_ exponent: Tensor) -> Tensor { Tensor(ct.pow(raw, exponent.raw)) }
    /// Each element to the power of `exponent`.
    public func pow(_ exponent: some TensorScalar) -> Tensor { pow(exponent.tensor) }

    /// e to the power of each element.
    public func exp() -> Tensor { Tensor(ct.exp(raw)) }
    /// The natural logarithm of each element.
    public func log() -> Tensor { Tensor(ct.log(raw)) }
    /// The square root of each element.
    public func sqrt() -> Tensor { Tensor(ct.sqrt(raw)) }
    /// The absolute value of each element.
    public func abs() -> Tensor { Tensor(ct.abs(raw)) }

    /// Each element, but no less than `low` and no more than `high`.
    public func clamped(from low: Double? = nil, to high: Double? = nil) -> Tensor {
        clamped(low: low?.tensor, high: high?.tensor)
    }

    private func clamped(low: Tensor?, high: Tensor?) -> Tensor { Tensor(ct.clamp(raw, low?.raw, high?.raw)) }
}

/// The smaller of two, element by element.
public func minimum(_ x: Tensor, _ y: Tensor) -> Tensor { Tensor(ct.minimum(x.raw, y.raw)) }

/// The larger of two, element by element.
public func maximum(_ x: Tensor, _ y: Tensor) -> Tensor { Tensor(ct.maximum(x.raw, y.raw)) }

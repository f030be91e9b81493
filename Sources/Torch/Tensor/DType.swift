import CTorch

/// The type of a tensor's elements.
public enum DType: String, CaseIterable, Sendable {
    /// A truth value, one byte.
    case bool
    /// A whole number, not negative.
    case uint8
    /// A whole number.
    case int8, int16, int32, int64
    /// A real number of IEEE 754, half precision.
    case float16
    /// The upper half of a `float32`: its range at eight bits of precision.
    case bfloat16
    /// A real number of IEEE 754, single or double precision.
    case float32, float64

    /// The bytes that one element takes.
    public var size: Int {
        switch self {
        case .bool, .uint8, .int8: 1
        case .int16, .float16, .bfloat16: 2
        case .int32, .float32: 4
        case .int64, .float64: 8
        }
    }

    /// Whether the elements have a fraction.
    public var isReal: Bool { [.float16, .bfloat16, .float32, .float64].contains(self) }

    var raw: ct_dtype {
        switch self {
        case .bool: ct_bool
        case .uint8: ct_uint8
        case .int8: ct_int8
        case .int16: ct_int16
        case .int32: ct_int32
        case .int64: ct_int64
        case .float16: ct_float16
        case .bfloat16: ct_bfloat16
        case .float32: ct_float32
        case .float64: ct_float64
        }
    }

    init(_ raw: ct_dtype) {
        guard let found = Self.allCases.first(where: { $0.raw == raw }) else {
            preconditionFailure("no operation here makes elements of another type")
        }
        self = found
    }
}

/// A Swift type that a tensor can be made of and read back as.
public protocol TensorElement: BitwiseCopyable {
    /// libtorch's name for this type.
    static var dtype: DType { get }
}

extension Bool: TensorElement { public static var dtype: DType { .bool } }
extension UInt8: TensorElement { public static var dtype: DType { .uint8 } }
extension Int8: TensorElement { public static var dtype: DType { .int8 } }
extension Int16: TensorElement { public static var dtype: DType { .int16 } }
extension Int32: TensorElement { public static var dtype: DType { .int32 } }
extension Int64: TensorElement { public static var dtype: DType { .int64 } }
extension Int: TensorElement { public static var dtype: DType { .int64 } }
extension Float: TensorElement { public static var dtype: DType { .float32 } }
extension Double: TensorElement { public static var dtype: DType { .float64 } }

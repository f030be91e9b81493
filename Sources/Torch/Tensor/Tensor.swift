import CTorch

/// An n-dimensional array held by libtorch.
///
/// Operations never change their operands; they return new tensors. A tensor belongs to
/// one task at a time: it is deliberately not `Sendable`. Hand it over with `sending`, or
/// carry the numbers across as `[Float]`. A wrong shape or type is a programmer's mistake and stops with
/// libtorch's own sentence, except inside ``torchErrors(_:)``.
public struct Tensor {
    let handle: Handle

    /// Owns one `ct_tensor`; the last copy of the tensor gives it back.
    final class Handle {
        let raw: ct_tensor
        init(_ raw: ct_tensor) { self.raw = raw }
        deinit { ct.free(raw) }
    }

    /// Adopts what a C function returned, or reports libtorch's own words.
    init(_ raw: ct_tensor?, _ operation: String = #function) {
        handle = Handle(raw ?? placeholder(after: operation))
    }

    /// The C handle, for the length of one call. Ask only parameters and named values for it: they live to
    /// the end of their scope, whereas a temporary may be gone before C sees its handle.
    var raw: ct_tensor { handle.raw }
}

extension Tensor {
    /// The sizes of the dimensions, outermost first; empty for a single number.
    public var shape: [Int] {
        var shape = [Int64](repeating: 0, count: ct.rank(raw))
        ct.shape(raw, &shape)
        return shape.map(Int.init)
    }

    /// The number of dimensions.
    public var rank: Int { ct.rank(raw) }

    /// The number of elements: the product of ``shape``.
    public var count: Int { Int(ct.count(raw)) }

    /// The type of the elements.
    public var dtype: DType { DType(ct.dtype_of(raw)) }

    /// Where the elements lie.
    public var device: Device { Device(ct.device_of(raw)) }

    /// The same values in another type, on another device, or both; this very tensor where neither changes.
    public func to(_ dtype: DType? = nil, device: Device? = nil) -> Tensor {
        Tensor(ct.to(raw, dtype?.raw ?? ct.dtype_of(raw), device?.raw ?? ct.device_of(raw)))
    }

    /// The same values on another device.
    public func to(_ device: Device) -> Tensor { to(nil, device: device) }
}

extension Tensor: CustomStringConvertible {
    /// Shape, type and device: `2×3×4 float32 on cpu`.
    public var description: String {
        "\(shape.isEmpty ? "number" : shape.map(String.init).joined(separator: "×")) \(dtype) on \(device)"
    }
}

extension [Int] {
    /// As C takes sizes and dimensions.
    var int64: [Int64] { map(Int64.init) }
}

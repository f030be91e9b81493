import CTorch

/// An n-dimensional array held by libtorch.
///
/// Operations never change their operands; they return new tensors. A tensor belongs to
/// one task at a time: it is deliberately not `Sendable`. Hand it over with `sending`, or
/// carry the numbers across as `[Float]`.
public struct Tensor {
    let handle: Handle

    /// Owns one `ct_tensor`; the last copy of the tensor gives it back.
    final class Handle {
        let raw: ct_tensor
        init(_ raw: ct_tensor) { self.raw = raw }
        deinit { ct.free(raw) }
    }

    /// Adopts what a `ct_` call returned, or stops with libtorch's own words.
    init(_ raw: ct_tensor?, _ operation: String = #function) {
        guard let raw else { fatalError("\(operation): \(takeError())") }
        handle = Handle(raw)
    }

    var raw: ct_tensor { handle.raw }
}

extension Tensor {
    public init(_ values: [Float], shape: [Int]) {
        precondition(values.count == shape.reduce(1, *), "\(values.count) values do not fill \(shape)")
        self.init(ct.from_floats(values, shape.map(Int64.init), shape.count))
    }

    public static func zeros(_ shape: [Int]) -> Tensor {
        Tensor(ct.zeros(shape.map(Int64.init), shape.count))
    }

    public static func ones(_ shape: [Int]) -> Tensor {
        Tensor(ct.full(shape.map(Int64.init), shape.count, 1))
    }

    public static func normal(_ shape: [Int], mean: Float = 0, std: Float = 1) -> Tensor {
        Tensor(ct.normal(shape.map(Int64.init), shape.count, mean, std))
    }

    public var shape: [Int] {
        var shape = [Int64](repeating: 0, count: ct.rank(raw))
        ct.shape(raw, &shape)
        return shape.map(Int.init)
    }

    /// The values, row by row, copied to host memory.
    public var floats: [Float] {
        let count = shape.reduce(1, *)
        return [Float](unsafeUninitializedCapacity: count) { buffer, initialized in
            check(ct.to_floats(raw, buffer.baseAddress, count))
            initialized = count
        }
    }
}

/// The error libtorch left on this thread, in its own words.
func takeError() -> String {
    ct.take_error().map { String(cString: $0) } ?? "no reason given"
}

func check(_ status: Int32, _ operation: String = #function) {
    if status != 0 { fatalError("\(operation): \(takeError())") }
}

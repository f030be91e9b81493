import CTorch

extension Tensor {
    /// The values, row by row, as 32-bit floating point numbers in host memory.
    public var floats: [Float] { array(of: Float.self) }

    /// The values, row by row, as whole numbers in host memory.
    public var ints: [Int] { array(of: Int.self) }

    /// The values, row by row, converted to `Element` and copied to host memory.
    public func array<Element: TensorElement>(of type: Element.Type) -> [Element] {
        withValues(of: type) { Array($0) }
    }

    /// Whether no value is infinite or not a number.
    public var isFinite: Bool { (self - self).sum().item == 0 }

    /// The only element.
    public var item: Double {
        let values = array(of: Double.self)
        precondition(values.count == 1, "a tensor of shape \(shape) is not a single number")
        return values[0]
    }

    /// Shows the values to `body`, row by row, without a copy where they already lie so, as `Element`, in host
    /// memory. The pointer is good for the length of the call.
    public func withValues<Element: TensorElement, R>(
        of type: Element.Type, _ body: (UnsafeBufferPointer<Element>) throws -> R
    ) rethrows -> R {
        let host = to(Element.dtype, device: .cpu)
        // A placeholder after an error may have another type.
        guard host.dtype == Element.dtype else { return try body(UnsafeBufferPointer(start: nil, count: 0)) }
        return try host.withBytes { try body($0.assumingMemoryBound(to: Element.self)) }
    }

    /// Shows the bytes to `body`, row by row, without a copy where they already lie so in host memory.
    func withBytes<R>(_ body: (UnsafeRawBufferPointer) throws -> R) rethrows -> R {
        let host = to(.cpu).contiguous()
        return try withExtendedLifetime(host) {
            let start = ct.host_values(host.raw)
            return try body(
                UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : host.count * host.dtype.size))
        }
    }

    /// The same values row by row in memory; this very tensor where they are.
    public func contiguous() -> Tensor { Tensor(ct.contiguous(raw)) }
}

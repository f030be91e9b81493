import CTorch

extension Tensor {
    /// A tensor of these values, row by row; one dimension where no shape is given.
    public init<Element: TensorElement>(_ values: [Element], shape: [Int]? = nil) {
        let shape = shape ?? [values.count]
        precondition(values.count == elementCount(shape), "\(values.count) values do not fill \(shape)")
        self.init(ct.from_bytes(values, shape.int64, shape.count, Element.dtype.raw))
    }

    /// A tensor of these bytes, which are copied; row by row, in this computer's byte order.
    public init(bytes: UnsafeRawBufferPointer, shape: [Int], dtype: DType) {
        precondition(
            byteCount(shape, dtype) == bytes.count, "\(bytes.count) bytes do not fill \(shape) of \(dtype)")
        self.init(ct.from_bytes(bytes.baseAddress, shape.int64, shape.count, dtype.raw))
    }

    /// Zeros of this shape.
    public static func zeros(_ shape: [Int], dtype: DType = .float32, device: Device = .cpu) -> Tensor {
        full(shape, 0, dtype: dtype, device: device)
    }

    /// Ones of this shape.
    public static func ones(_ shape: [Int], dtype: DType = .float32, device: Device = .cpu) -> Tensor {
        full(shape, 1, dtype: dtype, device: device)
    }

    /// One value everywhere.
    public static func full(
        _ shape: [Int], _ value: Double, dtype: DType = .float32, device: Device = .cpu
    ) -> Tensor {
        Tensor(ct.full(shape.int64, shape.count, value, dtype.raw, device.raw))
    }

    /// The numbers from `start` to before `end` in steps: `[ceil((end - start) / step)]`.
    public static func arange(
        from start: Double = 0, to end: Double, by step: Double = 1, dtype: DType = .float32,
        device: Device = .cpu
    ) -> Tensor {
        Tensor(ct.arange(start, end, step, dtype.raw, device.raw))
    }

    /// The indices from 0 to before `count`, as whole numbers.
    public static func arange(_ count: Int, device: Device = .cpu) -> Tensor {
        arange(to: Double(count), dtype: .int64, device: device)
    }
}

// MARK: - Random

extension Tensor {
    /// Independent values, uniform in `range`; drawn on the CPU, so that every device gets the same.
    public static func uniform(
        _ shape: [Int], in range: Range<Double> = 0..<1, dtype: DType = .float32, device: Device = .cpu,
        using generator: Generator
    ) -> Tensor {
        let (low, high) = (range.lowerBound, range.upperBound)
        return Tensor(ct.uniform(shape.int64, shape.count, low, high, dtype.raw, generator.raw)).to(device)
    }

    /// Independent normal values; drawn on the CPU, so that every device gets the same.
    public static func normal(
        _ shape: [Int], mean: Double = 0, std: Double = 1, dtype: DType = .float32, device: Device = .cpu,
        using generator: Generator
    ) -> Tensor {
        Tensor(ct.normal(shape.int64, shape.count, mean, std, dtype.raw, generator.raw)).to(device)
    }

    /// Independent ones with this probability, else zeros; drawn on the CPU, so that every device gets the same.
    public static func bernoulli(
        _ shape: [Int], probability: Double, dtype: DType = .float32, device: Device = .cpu,
        using generator: Generator
    ) -> Tensor {
        Tensor(ct.bernoulli(shape.int64, shape.count, probability, dtype.raw, generator.raw)).to(device)
    }
}

/// The number of elements of `shape`, or `nil` where a size is negative or the product is too large.
func elementCount(_ shape: [Int]) -> Int? {
    var product = 1
    for size in shape {
        // A size of 0 hides none of the others: strides are their product without it.
        let (next, overflow) = product.multipliedReportingOverflow(by: max(1, size))
        if size < 0 || overflow { return nil }
        product = next
    }
    return shape.contains(0) ? 0 : product
}

/// The bytes that `shape` takes, or `nil` where that is no number.
func byteCount(_ shape: [Int], _ dtype: DType) -> Int? {
    elementCount(shape + [dtype.size])
}

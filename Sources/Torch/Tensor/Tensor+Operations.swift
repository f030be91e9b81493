import CTorch

extension Tensor {
    public static func + (x: Tensor, y: Tensor) -> Tensor { Tensor(ct.add(x.raw, y.raw)) }
    public static func - (x: Tensor, y: Tensor) -> Tensor { Tensor(ct.sub(x.raw, y.raw)) }

    public func mean() -> Tensor { Tensor(ct.mean_all(raw)) }

    /// Averages each channel over its plane: N×C×H×W becomes N×C.
    public func globalAverage() -> Tensor { Tensor(ct.mean_spatial(raw)) }

    /// Adds `border` zeros around each plane. Pooling's own padding is minus infinity instead.
    public func zeroPadded(_ border: Int) -> Tensor { Tensor(ct.zero_pad(raw, Int64(border))) }

    public func maxPooled(kernel: Int, stride: Int, padding: Int = 0) -> Tensor {
        Tensor(ct.max_pool2d(raw, Int64(kernel), Int64(stride), Int64(padding)))
    }
}

public func relu(_ x: Tensor) -> Tensor { Tensor(ct.relu(x.raw)) }

public func crossEntropy(_ logits: Tensor, labels: [Int]) -> Tensor {
    Tensor(ct.cross_entropy(logits.raw, labels.map(Int64.init), labels.count))
}

extension Tensor {
    /// Overwrites the numbers in place. Only modules and optimizers may: see ``Tensor``.
    func assign(_ other: Tensor) { check(ct.copy_(raw, other.raw)) }
}

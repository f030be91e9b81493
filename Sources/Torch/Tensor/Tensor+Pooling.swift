import CTorch

/// Of N×C×H×W images, each channel by itself.
extension Tensor {
    /// The largest value in each window. The padding counts as minus infinity.
    public func maxPooled(kernel: some Planar, stride: some Planar, padding: some Planar = 0) -> Tensor {
        Tensor(ct.max_pool2d(raw, kernel.int64, stride.int64, padding.int64))
    }

    /// The mean of each window. The padding's zeros count where `countingPadding`, as in PyTorch; in Keras'
    /// `padding="same"` they do not.
    public func averagePooled(
        kernel: some Planar, stride: some Planar, padding: some Planar = 0, countingPadding: Bool = true
    ) -> Tensor {
        Tensor(ct.avg_pool2d(raw, kernel.int64, stride.int64, padding.int64, countingPadding))
    }

    /// The largest value in each of `size` windows that cover the image.
    public func adaptiveMaxPooled(to size: some Planar) -> Tensor {
        Tensor(ct.adaptive_max_pool2d(raw, size.int64))
    }

    /// The mean of each of `size` windows that cover the image.
    public func adaptiveAveragePooled(to size: some Planar) -> Tensor {
        Tensor(ct.adaptive_avg_pool2d(raw, size.int64))
    }

    /// Averages each channel over its plane: N×C×H×W becomes N×C.
    public func globalAverage() -> Tensor { mean(dim: 2, 3) }

    /// The largest value of each channel: N×C×H×W becomes N×C.
    public func globalMax() -> Tensor { max(dim: 2, 3) }
}

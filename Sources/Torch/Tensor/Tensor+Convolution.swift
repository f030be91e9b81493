import CTorch

extension Tensor {
    /// Cross-correlates N×C×H×W images with a weight `[out, C / groups, kernel rows, kernel columns]`, and
    /// adds a bias `[out]`. The padding, on all sides, is of zeros; H becomes ⌊(H + 2 padding - dilation
    /// (rows - 1) - 1) / stride⌋ + 1.
    public func conv2d(
        _ weight: Tensor, bias: Tensor? = nil, stride: some Planar = 1, padding: some Planar = 0,
        dilation: some Planar = 1, groups: Int = 1
    ) -> Tensor {
        Tensor(
            ct.conv2d(
                raw, ct_plain, weight.raw, bias?.raw, nil, stride.int64, padding.borders, dilation.int64,
                Int64(groups), ct_identity, nil, nil))
    }

    /// The adjoint of ``conv2d(_:bias:stride:padding:dilation:groups:)``: a weight
    /// `[C, out / groups, kernel rows, kernel columns]`.
    ///
    /// `outputPadding` adds rows and columns below and to the right, whose number a stride leaves open.
    public func convTransposed2d(
        _ weight: Tensor, bias: Tensor? = nil, stride: some Planar = 1, padding: some Planar = 0,
        outputPadding: some Planar = 0, dilation: some Planar = 1, groups: Int = 1
    ) -> Tensor {
        Tensor(
            ct.conv_transpose2d(
                raw, weight.raw, bias?.raw, stride.int64, padding.int64, outputPadding.int64, Int64(groups),
                dilation.int64))
    }

    /// The same N×C×H×W values with the channels innermost in memory, as convolution likes them on a GPU and in
    /// inference; shape and meaning stay.
    public func channelsLast() -> Tensor { Tensor(ct.channels_last(raw)) }

    /// Whether the channels of N×C×H×W values lie innermost in memory.
    public var isChannelsLast: Bool { ct.is_channels_last(raw) }
}

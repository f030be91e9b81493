import CTorch

/// What follows a convolution, computed with it in one pass where that is faster.
public enum Activation: Sendable {
    /// Nothing.
    case identity
    /// max(0, x).
    case relu
    /// min(6, max(0, x)).
    case relu6

    var raw: ct_activation {
        switch self {
        case .identity: ct_identity
        case .relu: ct_relu_after
        case .relu6: ct_relu6_after
        }
    }

    /// Of `x`, in a pass of its own.
    func callAsFunction(_ x: Tensor) -> Tensor {
        switch self {
        case .identity: x
        case .relu: Torch.relu(x)
        case .relu6: Torch.relu6(x)
        }
    }
}

/// Convolution of N×C×H×W images with trained kernels, as `torch.nn.Conv2d`.
public final class Conv2d: Module, Layer {
    /// The kernels: `[output, input / groups, kernel rows, kernel columns]`.
    public let weight: Parameter
    /// Added to each channel of the result: `[output]`.
    public let bias: Parameter?
    let stride, padding, dilation: Pair
    let groups: Int
    let isSame: Bool
    private let kept = KeptKernels()

    /// From `input` to `output` channels; both are multiples of `groups`, which see nothing of each other.
    ///
    /// With `same`, instead of `padding`, zeros surround the image as with TensorFlow's padding of that name:
    /// ⌈H / stride⌉ rows remain, and an odd zero lies below, or to the right.
    public init(
        _ input: Int, _ output: Int, kernel: some Planar, stride: some Planar = 1, padding: some Planar = 0,
        dilation: some Planar = 1, groups: Int = 1, same: Bool = false, bias: Bool = true,
        initialisation: Initialisation = .kaimingUniform, using generator: Generator
    ) {
        precondition(input % groups == 0 && output % groups == 0, "\(groups) groups of \(input) to \(output)")
        let area = kernel.rows * kernel.columns
        let (fanIn, fanOut) = (input / groups * area, output * area)
        weight = initialisation.weight(
            [output, input / groups, kernel.rows, kernel.columns], fanIn: fanIn, fanOut: fanOut,
            using: generator)
        self.bias = bias ? initialisation.bias(output, fanIn: fanIn, using: generator) : nil
        (self.stride, self.padding, self.dilation) = (Pair(stride), Pair(padding), Pair(dilation))
        self.groups = groups
        isSame = same
    }

    /// N×input×H×W to N×output×H′×W′, see ``Tensor/conv2d(_:bias:stride:padding:dilation:groups:)``.
    public func callAsFunction(_ x: Tensor) -> Tensor { self(x, then: .identity) }

    /// The same, then `activation`, then plus `addend` of the result's shape.
    public func callAsFunction(_ x: Tensor, then activation: Activation, plus addend: Tensor? = nil) -> Tensor
    {
        convolved(x, ct_plain, activation, addend)
    }

    /// The same of `x` with every pixel repeated 2×2: N×input×H×W as 2H×2W.
    public func ofDoubled(_ x: Tensor, then activation: Activation = .identity, plus addend: Tensor? = nil)
        -> Tensor
    {
        convolved(x, ct_doubled, activation, addend)
    }

    /// The same of the maxima of `x` over 2×2 pixels: N×input×H×W as ⌊H/2⌋×⌊W/2⌋.
    public func ofHalved(_ x: Tensor, then activation: Activation = .identity, plus addend: Tensor? = nil)
        -> Tensor
    {
        convolved(x, ct_halved, activation, addend)
    }

    /// The same, normalised by `norm`, then `activation`, then plus `addend`; in one pass in inference: where
    /// `norm` is in evaluation and no graph is recorded.
    public func callAsFunction(
        _ x: Tensor, normalisedBy norm: BatchNorm2d, then activation: Activation = .identity,
        plus addend: Tensor? = nil
    ) -> Tensor {
        if norm.isTraining || ct.grad_enabled() {
            let y = activation(norm(self(x)))
            return addend.map { y + $0 } ?? y
        }
        return norm.withRaw { convolved(x, ct_plain, activation, addend, $0) }
    }

    private func convolved(
        _ x: Tensor, _ sampling: ct_sampling, _ activation: Activation, _ addend: Tensor?,
        _ norm: UnsafePointer<ct_norm>? = nil
    ) -> Tensor {
        let (weight, bias) = (weight.value, bias?.value)
        return Tensor(
            ct.conv2d(
                x.raw, sampling, weight.raw, bias?.raw, norm, stride.int64, borders(of: x), dilation.int64,
                Int64(groups), activation.raw, addend?.raw, kept.raw))
    }

    /// Zeros above, left, below and right, as C takes them.
    private func borders(of x: Tensor) -> [Int64] {
        guard isSame, x.rank == 4 else { return padding.borders }
        func zeros(_ size: Int, _ kernel: Int, _ stride: Int, _ dilation: Int) -> Int {
            max(0, ((size + stride - 1) / stride - 1) * stride + (kernel - 1) * dilation + 1 - size)
        }
        let (image, kernel) = (x.shape, weight.value.shape)
        let rows = zeros(image[2], kernel[2], stride.rows, dilation.rows)
        let columns = zeros(image[3], kernel[3], stride.columns, dilation.columns)
        return [rows / 2, columns / 2, rows - rows / 2, columns - columns / 2].int64
    }
}

/// What a layer's weight, and the normalisation after it, have been made into for fast convolution: kept while no graph
/// is recorded and they stay the same, and freed with the layer.
private final class KeptKernels {
    let raw = ct.new_kernels()
    deinit { ct.free_kernels(raw) }
}

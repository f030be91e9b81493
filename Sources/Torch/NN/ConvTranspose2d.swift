/// Transposed convolution of N×C×H×W images with trained kernels, as `torch.nn.ConvTranspose2d`.
public final class ConvTranspose2d: Module, Layer {
    /// The kernels: `[input, output / groups, kernel rows, kernel columns]`.
    public let weight: Parameter
    /// Added to each channel of the result: `[output]`.
    public let bias: Parameter?
    let stride, padding, outputPadding, dilation: Pair
    let groups: Int

    /// From `input` to `output` channels; `outputPadding` as in
    /// ``Tensor/convTransposed2d(_:bias:stride:padding:outputPadding:dilation:groups:)``.
    public init(
        _ input: Int, _ output: Int, kernel: some Planar, stride: some Planar = 1, padding: some Planar = 0,
        outputPadding: some Planar = 0, dilation: some Planar = 1, groups: Int = 1, bias: Bool = true,
        initialisation: Initialisation = .kaimingUniform, using generator: Generator
    ) {
        let area = kernel.rows * kernel.columns
        // PyTorch and Keras both read the fans off the weight's shape, which is turned around here.
        let (fanIn, fanOut) = (output / groups * area, input * area)
        weight = initialisation.weight(
            [input, output / groups, kernel.rows, kernel.columns], fanIn: fanIn, fanOut: fanOut,
            using: generator)
        self.bias = bias ? initialisation.bias(output, fanIn: fanIn, using: generator) : nil
        (self.stride, self.padding, self.dilation) = (Pair(stride), Pair(padding), Pair(dilation))
        self.outputPadding = Pair(outputPadding)
        self.groups = groups
    }

    /// N×input×H×W to N×output×H′×W′.
    public func callAsFunction(_ x: Tensor) -> Tensor {
        x.convTransposed2d(
            weight.value, bias: bias?.value, stride: stride, padding: padding, outputPadding: outputPadding,
            dilation: dilation, groups: groups)
    }
}

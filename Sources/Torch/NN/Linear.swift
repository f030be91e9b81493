/// x·Wᵀ + b over the last dimension, as `torch.nn.Linear`.
public final class Linear: Module, Layer {
    /// W: `[output, input]`.
    public let weight: Parameter
    /// b: `[output]`.
    public let bias: Parameter?

    /// From `input` to `output` features.
    public init(
        _ input: Int, _ output: Int, bias: Bool = true, initialisation: Initialisation = .kaimingUniform,
        using generator: Generator
    ) {
        weight = initialisation.weight([output, input], fanIn: input, fanOut: output, using: generator)
        self.bias = bias ? initialisation.bias(output, fanIn: input, using: generator) : nil
    }

    /// `[…, input]` to `[…, output]`.
    public func callAsFunction(_ x: Tensor) -> Tensor { x.linear(weight.value, bias: bias?.value) }
}

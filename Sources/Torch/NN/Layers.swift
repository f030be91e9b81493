import CTorch

public final class Conv2d: Module, Layer {
    public let weight: Parameter
    public let bias: Parameter?
    let stride: [Int64]
    let padding: [Int64]

    public init(
        _ input: Int, _ output: Int, kernel: Int, stride: Int = 1, padding: Int = 0, bias: Bool = true
    ) {
        let fanIn = Float(input * kernel * kernel)
        weight = Parameter(.normal([output, input, kernel, kernel], std: (2 / fanIn).squareRoot()))
        self.bias = bias ? Parameter(.zeros([output])) : nil
        self.stride = [Int64(stride), Int64(stride)]
        self.padding = [Int64(padding), Int64(padding)]
    }

    public func callAsFunction(_ x: Tensor) -> Tensor {
        Tensor(ct.conv2d(x.raw, weight.value.raw, bias?.value.raw, stride, padding, 1))
    }
}

public final class BatchNorm2d: Module, Layer {
    public let weight: Parameter
    public let bias: Parameter
    public let running_mean: Buffer
    public let running_var: Buffer
    let epsilon: Double

    public init(_ channels: Int, epsilon: Double = 1e-5) {
        weight = Parameter(.ones([channels]))
        bias = Parameter(.zeros([channels]))
        running_mean = Buffer(.zeros([channels]))
        running_var = Buffer(.ones([channels]))
        self.epsilon = epsilon
    }

    public func callAsFunction(_ x: Tensor) -> Tensor {
        Tensor(
            ct.batch_norm(
                x.raw, weight.value.raw, bias.value.raw, running_mean.value.raw, running_var.value.raw,
                isTraining, 0.1, epsilon))
    }
}

public final class Linear: Module, Layer {
    public let weight: Parameter
    public let bias: Parameter

    public init(_ input: Int, _ output: Int) {
        weight = Parameter(.normal([output, input], std: (1 / Float(input)).squareRoot()))
        bias = Parameter(.zeros([output]))
    }

    public func callAsFunction(_ x: Tensor) -> Tensor {
        Tensor(ct.linear(x.raw, weight.value.raw, bias.value.raw))
    }
}

import CTorch

/// Stochastic gradient descent, without momentum.
public struct SGD {
    public var learningRate: Float
    let parameters: [Parameter]

    public init(_ module: Module, learningRate: Float) {
        self.learningRate = learningRate
        parameters = module.parameters.map(\.parameter)
    }

    public func step() {
        for parameter in parameters {
            guard let gradient = parameter.gradient else { continue }
            check(ct.add_scaled_(parameter.value.raw, gradient.raw, Double(-learningRate)))
            ct.zero_grad(parameter.value.raw)
        }
    }
}

import CTorch

/// Stochastic gradient descent with momentum, as `torch.optim.SGD`: v ← μv + g, p ← p − ηv.
///
/// Nesterov's form steps along g + μv instead (Sutskever et al., ICML 2013). Weight decay is added to g.
public final class SGD: Optimizer {
    let momentum: Double
    let nesterov: Bool

    /// For all parameters of `module`; `momentum` is μ, `learningRate` η.
    ///
    /// - Precondition: Nesterov's form has a momentum.
    public init(
        _ module: Module, learningRate: Double, momentum: Double = 0, weightDecay: Double = 0,
        nesterov: Bool = false
    ) {
        precondition(!nesterov || momentum > 0, "Nesterov's form needs a momentum")
        self.momentum = momentum
        self.nesterov = nesterov
        super.init(
            module, learningRate: learningRate, weightDecay: weightDecay,
            memories: momentum == 0 ? [] : [.momentum_buffer])
    }

    override var settings: String {
        "SGD momentum \(momentum) weight decay \(firstWeightDecay) Nesterov \(nesterov)"
    }

    override func update(_ parameters: [ct_tensor?], _ memory: [[ct_tensor?]]) {
        check(
            ct.sgd_(
                parameters, memory.first, parameters.count, learningRate, momentum, weightDecay, nesterov))
    }
}

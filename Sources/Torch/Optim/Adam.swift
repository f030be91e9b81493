import CTorch

/// Adam: A Method for Stochastic Optimization. Kingma, Ba, ICLR 2015. https://arxiv.org/abs/1412.6980
///
/// As `torch.optim.Adam`. Weight decay is added to the gradient; ``AdamW`` keeps it apart.
public class Adam: Optimizer {
    let betas: (Double, Double)
    let epsilon: Double
    let weightDecay: Double
    var decouplesWeightDecay: Bool { false }

    /// For all parameters of `module`. `betas` are the decays of the two moments, `epsilon` is added to the
    /// root of the second.
    public init(
        _ module: Module, learningRate: Double = 1e-3, betas: (Double, Double) = (0.9, 0.999),
        epsilon: Double = 1e-8, weightDecay: Double = 0
    ) {
        self.betas = betas
        self.epsilon = epsilon
        self.weightDecay = weightDecay
        super.init(module, learningRate: learningRate, memories: [.exp_avg, .exp_avg_sq, .step])
    }

    override var settings: String {
        "\(type(of: self)) betas \(betas.0) \(betas.1) epsilon \(epsilon) weight decay \(weightDecay)"
    }

    override func update(_ parameters: [ct_tensor?], _ memory: [[ct_tensor?]]) {
        check(
            ct.adam_(
                parameters, memory[0], memory[1], memory[2], parameters.count, learningRate, betas.0, betas.1,
                epsilon, weightDecay, decouplesWeightDecay))
    }
}

/// Decoupled Weight Decay Regularization. Loshchilov, Hutter, ICLR 2019. https://arxiv.org/abs/1711.05101
///
/// As `torch.optim.AdamW`: each step also shrinks the parameters by learning rate × weight decay.
public final class AdamW: Adam {
    override var decouplesWeightDecay: Bool { true }

    /// As ``Adam``'s, with PyTorch's weight decay of 0.01.
    public override init(
        _ module: Module, learningRate: Double = 1e-3, betas: (Double, Double) = (0.9, 0.999),
        epsilon: Double = 1e-8, weightDecay: Double = 1e-2
    ) {
        super.init(
            module, learningRate: learningRate, betas: betas, epsilon: epsilon, weightDecay: weightDecay)
    }
}

import CTorch

/// Adam: A Method for Stochastic Optimization. Kingma, Ba, ICLR 2015. https://arxiv.org/abs/1412.6980
///
/// As `torch.optim.Adam`. Weight decay is added to the gradient; ``AdamW`` keeps it apart.
public class Adam: Optimizer {
    let betas: (Double, Double)
    let epsilon: Double
    var decouplesWeightDecay: Bool { false }

    /// For all parameters of `module`. `betas` are the decays of the two moments, `epsilon` is added to the
    /// root of the second.
    public init(
        _ module: Module, learningRate: Double = 1e-3, betas: (Double, Double) = (0.9, 0.999),
        epsilon: Double = 1e-8, weightDecay: Double = 0
    ) {
        self.betas = betas
        self.epsilon = epsilon
        super.init(
            module, learningRate: learningRate, weightDecay: weightDecay,
            memories: [.exp_avg, .exp_avg_sq, .step])
    }

    override var settings: String {
        "\(type(of: self)) betas \(betas.0) \(betas.1) epsilon \(epsilon) weight decay \(firstWeightDecay)"
    }

    override func update(_ parameters: [ct_tensor?], _ memory: [[ct_tensor?]]) {
        update(parameters, memory, weightDecay)
    }

    final func update(_ parameters: [ct_tensor?], _ memory: [[ct_tensor?]], _ weightDecay: Double) {
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
    let sparesVectors: Bool
    override var decouplesWeightDecay: Bool { true }

    /// As ``Adam``'s, with PyTorch's weight decay of 0.01. Where it spares vectors, parameters of one dimension, such as
    /// biases and the scales of normalisations, do not shrink.
    public init(
        _ module: Module, learningRate: Double = 1e-3, betas: (Double, Double) = (0.9, 0.999),
        epsilon: Double = 1e-8, weightDecay: Double = 1e-2, sparesVectors: Bool = false
    ) {
        self.sparesVectors = sparesVectors
        super.init(
            module, learningRate: learningRate, betas: betas, epsilon: epsilon, weightDecay: weightDecay)
    }

    override var settings: String { super.settings + (sparesVectors ? " of matrices" : "") }

    override func update(_ parameters: [ct_tensor?], _ memory: [[ct_tensor?]]) {
        guard sparesVectors else { return super.update(parameters, memory) }
        for (areVectors, decay) in [(false, weightDecay), (true, 0)] {
            let places = parameters.indices.filter { (ct.rank(parameters[$0]) <= 1) == areVectors }
            guard !places.isEmpty else { continue }
            update(
                places.map { parameters[$0] }, memory.map { column in places.map { column[$0] } }, decay)
        }
    }
}

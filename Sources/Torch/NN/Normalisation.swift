import CTorch

/// Batch normalisation of N×C×H×W images per channel, as `torch.nn.BatchNorm2d`.
/// Ioffe, Szegedy 2015, arXiv:1502.03167.
public final class BatchNorm2d: Module, Layer {
    /// The scale of each channel, 1 at first.
    public let weight: Parameter?
    /// The shift of each channel, 0 at first.
    public let bias: Parameter?
    /// The mean of each channel over past batches, 0 at first.
    public let running_mean: Buffer
    /// The variance of each channel over past batches, 1 at first.
    public let running_var: Buffer
    private(set) var momentum: Double
    let epsilon: Double
    let correction: Int

    /// For so many channels; `epsilon` is added to the variance. `momentum` is the share of the new batch in
    /// the running statistics: Keras' 0.99 is 0.01 here. Without `scale` there is no ``weight``, without
    /// `shift` no ``bias``, as with Keras' `scale=False` and `center=False`. The running variance follows that of a
    /// batch over n - `correction`: 1 as in PyTorch, or 0 as in Keras 3.
    public init(
        _ channels: Int, momentum: Double = 0.1, epsilon: Double = 1e-5, scale: Bool = true,
        shift: Bool = true, correction: Int = 1
    ) {
        precondition((0...1).contains(correction), "a correction of \(correction)")
        weight = scale ? Parameter(.ones([channels])) : nil
        bias = shift ? Parameter(.zeros([channels])) : nil
        running_mean = Buffer(.zeros([channels]))
        running_var = Buffer(.ones([channels]))
        self.momentum = momentum
        self.epsilon = epsilon
        self.correction = correction
    }

    /// In training by the statistics of this batch, which the running ones follow; in evaluation by those.
    public func callAsFunction(_ x: Tensor) -> Tensor {
        let (weight, bias) = (weight?.value, bias?.value)
        let (mean, variance) = (running_mean.value, running_var.value)
        // libtorch keeps what it has followed for the gradient, and changes it without a trace: whoever has kept what was
        // made of the statistics would not see that they have moved. So it gets copies.
        let (followedMean, followed) = isTraining ? (mean * 1, variance * 1) : (mean, variance)
        let y = Tensor(
            ct.batch_norm(
                x.raw, weight?.raw, bias?.raw, followedMean.raw, followed.raw, isTraining, momentum, epsilon))
        guard isTraining else { return y }
        mean.assign(followedMean)
        // libtorch follows the variance over n - 1.
        let n = Double(x.count / variance.count)
        variance.assign(
            correction == 0 ? (followed * (n - 1) + variance * (1 - momentum)) / n : followed)
        return y
    }

    /// The same, then `activation`; in one pass in evaluation.
    public func callAsFunction(_ x: Tensor, then activation: Activation) -> Tensor {
        if isTraining { return activation(self(x)) }
        return withRaw { Tensor(ct.batch_norm_inferred(x.raw, $0, activation.raw)) }
    }

    /// Calls `body` with what evaluation does, as C takes it.
    func withRaw(_ body: (UnsafePointer<ct_norm>) -> Tensor) -> Tensor {
        let (weight, bias) = (weight?.value, bias?.value)
        let (mean, variance) = (running_mean.value, running_var.value)
        var raw = ct_norm(
            weight_or_null: weight?.raw, bias_or_null: bias?.raw, mean: mean.raw, var: variance.raw,
            epsilon: epsilon)
        return withExtendedLifetime((weight, bias, mean, variance)) { body(&raw) }
    }
}

/// Layer normalisation over the last dimension, as `torch.nn.LayerNorm`.
public final class LayerNorm: Module, Layer {
    /// The scale of each feature, 1 at first.
    public let weight: Parameter
    /// The shift of each feature, 0 at first.
    public let bias: Parameter
    let epsilon: Double

    /// Over the last `features` values; `epsilon` is added to the variance.
    public init(_ features: Int, epsilon: Double = 1e-5) {
        weight = Parameter(.ones([features]))
        bias = Parameter(.zeros([features]))
        self.epsilon = epsilon
    }

    /// Of `[…, features]`, see ``Tensor/layerNormalised(_:weight:bias:epsilon:)``.
    public func callAsFunction(_ x: Tensor) -> Tensor {
        x.layerNormalised(weight.value.shape, weight: weight.value, bias: bias.value, epsilon: epsilon)
    }
}

/// Group normalisation of N×C×… values, as `torch.nn.GroupNorm`.
public final class GroupNorm: Module, Layer {
    /// The scale of each channel, 1 at first.
    public let weight: Parameter
    /// The shift of each channel, 0 at first.
    public let bias: Parameter
    let groups: Int
    let epsilon: Double

    /// `channels` in `groups` equal groups; `epsilon` is added to the variance.
    public init(_ groups: Int, channels: Int, epsilon: Double = 1e-5) {
        weight = Parameter(.ones([channels]))
        bias = Parameter(.zeros([channels]))
        self.groups = groups
        self.epsilon = epsilon
    }

    /// Of N×channels×…, see ``Tensor/groupNormalised(_:weight:bias:epsilon:)``.
    public func callAsFunction(_ x: Tensor) -> Tensor {
        x.groupNormalised(groups, weight: weight.value, bias: bias.value, epsilon: epsilon)
    }
}

extension Module {
    /// Lets every batch normalisation in it give a new batch this share of its running statistics at least.
    ///
    /// Short trainings need it: with Keras's 0.001 to 0.01, hundreds of steps remember the first weights.
    public func followBatches(atLeast momentum: Double) {
        if let norm = self as? BatchNorm2d { norm.follow(momentum) }
        for (_, child) in children { child.followBatches(atLeast: momentum) }
    }
}

extension BatchNorm2d {
    fileprivate func follow(_ momentum: Double) { self.momentum = max(self.momentum, momentum) }
}

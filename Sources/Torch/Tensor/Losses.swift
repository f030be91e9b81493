import CTorch

/// What becomes of the losses of the single elements.
public enum Reduction: Sendable {
    /// They stay as they are.
    case none
    /// One number, their mean.
    case mean
    /// One number, their sum.
    case sum

    var raw: ct_reduction {
        switch self {
        case .none: ct_reduce_none
        case .mean: ct_reduce_mean
        case .sum: ct_reduce_sum
        }
    }
}

/// The squared difference of each element and its target.
public func meanSquaredError(_ x: Tensor, _ target: Tensor, reduction: Reduction = .mean) -> Tensor {
    Tensor(ct.mse_loss(x.raw, target.raw, reduction.raw))
}

/// The absolute difference of each element and its target.
public func meanAbsoluteError(_ x: Tensor, _ target: Tensor, reduction: Reduction = .mean) -> Tensor {
    Tensor(ct.l1_loss(x.raw, target.raw, reduction.raw))
}

/// The negative log-likelihood of yes (1) and no (0), from logits of the target's shape.
///
/// `weight` is that of each element, broadcast; `positiveWeight`, for each class, that of the positive cases,
/// to balance rare ones.
public func binaryCrossEntropy(
    logits: Tensor, _ target: Tensor, weight: Tensor? = nil, positiveWeight: Tensor? = nil,
    reduction: Reduction = .mean
) -> Tensor {
    Tensor(ct.bce_with_logits(logits.raw, target.raw, weight?.raw, positiveWeight?.raw, reduction.raw))
}

/// The negative log-likelihood of the true class, from logits N×C×….
///
/// The target is the class index of each, N×… of `int64`, or probabilities in the shape of the logits.
/// `weight` is that of each class; the mean is then weighted, too. `labelSmoothing` is the share of certainty
/// that is spread evenly over all classes.
public func crossEntropy(
    logits: Tensor, _ target: Tensor, weight: Tensor? = nil, labelSmoothing: Double = 0,
    reduction: Reduction = .mean
) -> Tensor {
    Tensor(ct.cross_entropy(logits.raw, target.raw, weight?.raw, reduction.raw, labelSmoothing))
}

/// The negative log-likelihood of counts without the term that depends on the counts alone: λ - k·log λ.
///
/// `rate` is λ, or its logarithm where `logarithmic`; a plain rate of zero is kept off log 0 by 1e-8.
public func poissonLoss(
    rate: Tensor, counts: Tensor, logarithmic: Bool = true, reduction: Reduction = .mean
) -> Tensor {
    Tensor(ct.poisson_nll(rate.raw, counts.raw, logarithmic, reduction.raw))
}

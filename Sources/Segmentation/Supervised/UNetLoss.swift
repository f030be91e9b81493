public import Torch

/// What a U-Net learns by: the cross-entropy of classes, that of foci, and how little foci overlap with what is called so.
///
/// Pixels of which nothing is known do not count. The overlap is Dice's, with probabilities in the place of calls
/// (Milletari, Navab, Ahmadi: V-Net, 3DV 2016, https://arxiv.org/abs/1606.04797, without its squares), over all pixels of
/// a batch together, so that views without a focus count, too:
///
///     1 - (2 Σ p t + 1) / (Σ p + Σ t + 1)
public struct UNetLoss: Sendable {
    /// How much a pixel in a focus counts in the cross-entropy, beside one outside.
    public let focusWeight: Double
    /// How much the overlap counts.
    public let overlapWeight: Double

    /// Of these weights.
    public init(focusWeight: Double, overlapWeight: Double) {
        (self.focusWeight, self.overlapWeight) = (focusWeight, overlapWeight)
    }

    /// One number.
    ///
    /// - Parameters:
    ///   - logits: the network's, N×outputs×H×W: one for each label of ``BoneClass``, then one for foci.
    ///   - classes: a label for each pixel, N×H×W; 255 where it is not known.
    ///   - foci: 1 in foci, 0 elsewhere, likewise.
    public func callAsFunction(_ logits: Tensor, classes: Tensor, foci: Tensor) -> Tensor {
        let answers = UNetAnswers(logits)
        let known = classes .!= ViewFeatures.unknown
        let ofClasses = crossEntropy(
            logits: answers.classes, choose(known, classes, else: classes * 0).to(.int64), reduction: .none)
        let knownFoci = foci .!= ViewFeatures.unknown
        let truth = choose(knownFoci, foci, else: foci * 0).to(logits.dtype)
        let ofFoci = binaryCrossEntropy(
            logits: answers.foci, truth, positiveWeight: Tensor.full([1], focusWeight).to(logits.device),
            reduction: .none)
        let called = sigmoid(answers.foci) * knownFoci.to(logits.dtype)
        let overlap = ((called * truth).sum() * 2 + 1) / (called.sum() + truth.sum() + 1)
        return ofClasses.mean(where: known) + ofFoci.mean(where: knownFoci) + (1 - overlap) * overlapWeight
    }
}

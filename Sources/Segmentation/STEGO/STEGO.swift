import Torch

/// All that learns on a frozen backbone: STEGO's head, and what tells classes from codes without changing them.
final class STEGO: Module {
    let head: STEGOHead
    // The first two names are those of the authors' checkpoints.
    // swift-format-ignore: AlwaysUseLowerCamelCase
    let cluster_probe: ClusterProbe
    // swift-format-ignore: AlwaysUseLowerCamelCase
    let linear_probe: Conv2d
    /// Whether a place lies in a focus: foci lie in bones, and are no class beside them.
    // swift-format-ignore: AlwaysUseLowerCamelCase
    let focus_probe: Conv2d

    init(_ width: Int, code: Int, clusters: Int, classes: Int, using generator: Generator) {
        head = STEGOHead(width, code: code, using: generator)
        cluster_probe = ClusterProbe(code, clusters: clusters, using: generator)
        linear_probe = Conv2d(code, classes, kernel: 1, using: generator)
        focus_probe = Conv2d(code, 1, kernel: 1, using: generator)
    }

    /// The loss of the probes that learn from labels. No gradient reaches the head.
    ///
    /// - Parameters:
    ///   - code: N×code×h×w.
    ///   - classes: a class for each pixel, N×H×W; ``unknown`` where it is not known.
    ///   - foci: 1 in foci, 0 elsewhere, likewise.
    func labelLoss(_ code: Tensor, classes: Tensor, foci: Tensor) -> Tensor {
        let code = code.detached()
        let size = Pair(classes.shape[1], classes.shape[2])
        let logits = linear_probe(code).resized(to: size, by: .bilinear)
        let known = classes .!= Self.unknown
        let ofClasses = crossEntropy(
            logits: logits, choose(known, classes, else: classes * 0).to(.int64), reduction: .none)
        let focusLogits = focus_probe(code).resized(to: size, by: .bilinear).squeezed(1)
        let knownFoci = foci .!= Self.unknown
        let ofFoci = binaryCrossEntropy(
            logits: focusLogits, choose(knownFoci, foci, else: foci * 0).to(.float32), reduction: .none)
        return mean(ofClasses, where: known) + mean(ofFoci, where: knownFoci)
    }

    /// The label of pixels of which nothing is known.
    static let unknown = 255

    private func mean(_ losses: Tensor, where known: Tensor) -> Tensor {
        let known = known.to(losses.dtype)
        return (losses * known).sum() / known.sum().clamped(from: 1)
    }

    /// What is made of a view, as the authors do: the mean of its code and of that of the view mirrored.
    ///
    /// - Parameters:
    ///   - features: those of the view, N×width×h×w.
    ///   - mirrored: those of the view mirrored from left to right.
    func code(_ features: Tensor, mirrored: Tensor) -> Tensor {
        (head(features) + head(mirrored).flipped(3)) / 2
    }

    /// What the probes answer at each place of a code, enlarged before: N×code×H×W.
    func answers(_ code: Tensor) -> SegmenterAnswers {
        SegmenterAnswers(
            classes: linear_probe(code).logSoftmax(dim: 1), clusters: cluster_probe.logProbabilities(code),
            foci: sigmoid(focus_probe(code)).squeezed(1))
    }
}

/// What is told of each pixel.
struct SegmenterAnswers {
    /// The logarithms of the probabilities of classes and of clusters: N×classes×H×W.
    let classes, clusters: Tensor
    /// How probable a focus is: N×H×W.
    let foci: Tensor
}

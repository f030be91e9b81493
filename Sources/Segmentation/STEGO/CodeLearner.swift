import Torch

/// What learns on a frozen backbone, by whichever method: it makes codes of features and clusters of codes. Probes tell
/// classes and foci from codes without changing them.
protocol CodeLearner: Module {
    // The names are those of STEGO's authors.
    // swift-format-ignore: AlwaysUseLowerCamelCase
    var linear_probe: Conv2d { get }
    /// Whether a place lies in a focus: foci lie in bones, and are no class beside them.
    // swift-format-ignore: AlwaysUseLowerCamelCase
    var focus_probe: Conv2d { get }

    /// N×width×h×w to N×code×h×w.
    func code(_ features: Tensor) -> Tensor

    /// The cosine of each code with each cluster: N×code×h×w to N×clusters×h×w.
    func cosines(_ code: Tensor) -> Tensor

    /// What is learnt without labels from a batch as the method draws it, the views' numbers first: the loss, and the
    /// views' codes.
    func unlabelledLoss(_ batch: [Tensor], of views: ViewFeatures, _ recipe: SegmenterRecipe) -> (
        loss: Tensor, code: Tensor
    )

    /// How many times the recipe's learning rate parts take, by the beginnings of their names.
    ///
    /// - Parameter probes: what the probes for labels take.
    func paces(probes: Double) -> [String: Double]

    /// What is done once, before the first step.
    func begin(with views: ViewFeatures, _ recipe: SegmenterRecipe) throws
}

extension CodeLearner {
    func paces(probes: Double) -> [String: Double] { ["linear_probe": probes, "focus_probe": probes] }

    func begin(with views: ViewFeatures, _ recipe: SegmenterRecipe) {}

    /// All that a step learns by: what needs no labels, and labels where there are any.
    func loss(_ batch: [Tensor], of views: ViewFeatures, _ recipe: SegmenterRecipe) -> Tensor {
        let (loss, code) = unlabelledLoss(batch, of: views, recipe)
        guard views.isLabelled else { return loss }
        let chosen = batch[0].to(.int64)
        return loss
            + labelLoss(
                code, classes: views.bones.selected(chosen, dim: 0), foci: views.foci.selected(chosen, dim: 0)
            )
    }

    /// The loss of the probes that learn from labels. No gradient reaches the code.
    ///
    /// Where probes tell one place of each patch, their answers are enlarged to all labels, as STEGO's authors do; where
    /// they tell more, each is held against the label in its middle.
    ///
    /// - Parameters:
    ///   - code: N×code×h×w.
    ///   - classes: a class for each pixel, N×H×W; ``ViewFeatures/unknown`` where it is not known.
    ///   - foci: 1 in foci, 0 elsewhere, likewise.
    func labelLoss(_ code: Tensor, classes: Tensor, foci: Tensor) -> Tensor {
        var logits = labelLogits(code.detached())
        var (classes, foci) = (classes, foci)
        if detail == 1 {
            logits = logits.map { $0.resized(to: Pair(classes.shape[1], classes.shape[2]), by: .bilinear) }
        } else {
            let step = classes.shape[1] / logits.classes.shape[2]
            func middles(_ labels: Tensor) -> Tensor {
                labels.sliced(1, from: step / 2, by: step).sliced(2, from: step / 2, by: step)
            }
            (classes, foci) = (middles(classes), middles(foci))
        }
        let known = classes .!= ViewFeatures.unknown
        let ofClasses = crossEntropy(
            logits: logits.classes, choose(known, classes, else: classes * 0).to(.int64), reduction: .none)
        let knownFoci = foci .!= ViewFeatures.unknown
        let ofFoci = binaryCrossEntropy(
            logits: logits.foci.squeezed(1), choose(knownFoci, foci, else: foci * 0).to(.float32),
            reduction: .none)
        return ofClasses.mean(where: known) + ofFoci.mean(where: knownFoci)
    }

    /// How many places along and across each patch the probes tell.
    private var detail: Int { Int(Double(focus_probe.weight.value.shape[0]).squareRoot()) }

    /// What the probes tell of N×code×h×w: N×labels×(h·detail)×(w·detail).
    func labelLogits(_ code: Tensor) -> LabelLogits {
        LabelLogits(
            classes: linear_probe(code).unfolded(detail), foci: focus_probe(code).unfolded(detail))
    }

    /// What is told of a code and of what the probes tell of it, both enlarged. A cosine of 1 with a cluster counts for 2.
    func answers(_ code: Tensor, _ logits: LabelLogits, _ enlarged: (Tensor) -> Tensor) -> SegmenterAnswers {
        SegmenterAnswers(
            classes: enlarged(logits.classes).logSoftmax(dim: 1),
            clusters: (cosines(enlarged(code)) * 2).logSoftmax(dim: 1),
            foci: sigmoid(enlarged(logits.foci)).squeezed(1))
    }

    /// What is made of a view, as STEGO's authors do: the mean of its code and of that of the view mirrored, and so of what
    /// probes tell.
    ///
    /// - Parameters:
    ///   - features: those of the view, N×width×h×w.
    ///   - mirrored: those of the view mirrored from left to right.
    ///   - enlarged: makes of N×channels×h×w what is asked for.
    func answers(
        _ features: Tensor, mirrored: Tensor, _ enlarged: (Tensor) -> Tensor
    ) -> SegmenterAnswers {
        func mean(_ one: Tensor, _ other: Tensor) -> Tensor { (one + other.flipped(3)) / 2 }
        let (code, other) = (code(features), code(mirrored))
        let (logits, others) = (labelLogits(code), labelLogits(other))
        return answers(
            mean(code, other),
            LabelLogits(
                classes: mean(logits.classes, others.classes), foci: mean(logits.foci, others.foci)), enlarged
        )
    }
}

/// What probes for labels tell of each place.
struct LabelLogits {
    /// N×classes×h×w.
    let classes: Tensor
    /// N×1×h×w.
    let foci: Tensor

    /// Both changed alike.
    func map(_ change: (Tensor) -> Tensor) -> LabelLogits {
        LabelLogits(classes: change(classes), foci: change(foci))
    }
}

/// What is told of each pixel.
struct SegmenterAnswers {
    /// The logarithms of the probabilities of classes and of clusters: N×classes×H×W.
    let classes, clusters: Tensor
    /// How probable a focus is: N×H×W.
    let foci: Tensor
}

extension Tensor {
    /// N×(channels·side²)×h×w to N×channels×(h·side)×(w·side): PyTorch's pixel shuffle.
    func unfolded(_ side: Int) -> Tensor {
        guard side > 1 else { return self }
        let (count, channels) = (shape[0], shape[1] / (side * side))
        return reshaped(count, channels, side, side, shape[2], shape[3]).permuted(0, 1, 4, 2, 5, 3)
            .reshaped(count, channels, shape[2] * side, shape[3] * side)
    }

    /// The mean of the elements where something holds; 0 where it holds nowhere.
    func mean(where condition: Tensor) -> Tensor {
        let counted = condition.to(dtype)
        return (self * counted).sum() / counted.sum().clamped(from: 1)
    }

    /// Of codes N×code×h×w, the cosine with each of some directions of any length, clusters×code: N×clusters×h×w.
    func cosines(with directions: Tensor) -> Tensor {
        normalised(dim: 1).conv2d(directions.normalised(dim: 1).unsqueezed(2).unsqueezed(3))
    }
}

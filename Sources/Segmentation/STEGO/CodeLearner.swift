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
    /// - Parameters:
    ///   - code: N×code×h×w.
    ///   - classes: a class for each pixel, N×H×W; ``ViewFeatures/unknown`` where it is not known.
    ///   - foci: 1 in foci, 0 elsewhere, likewise.
    func labelLoss(_ code: Tensor, classes: Tensor, foci: Tensor) -> Tensor {
        let code = code.detached()
        let size = Pair(classes.shape[1], classes.shape[2])
        let logits = linear_probe(code).resized(to: size, by: .bilinear)
        let known = classes .!= ViewFeatures.unknown
        let ofClasses = crossEntropy(
            logits: logits, choose(known, classes, else: classes * 0).to(.int64), reduction: .none)
        let focusLogits = focus_probe(code).resized(to: size, by: .bilinear).squeezed(1)
        let knownFoci = foci .!= ViewFeatures.unknown
        let ofFoci = binaryCrossEntropy(
            logits: focusLogits, choose(knownFoci, foci, else: foci * 0).to(.float32), reduction: .none)
        return ofClasses.mean(where: known) + ofFoci.mean(where: knownFoci)
    }

    /// What is made of a view, as STEGO's authors do: the mean of its code and of that of the view mirrored.
    ///
    /// - Parameters:
    ///   - features: those of the view, N×width×h×w.
    ///   - mirrored: those of the view mirrored from left to right.
    func code(_ features: Tensor, mirrored: Tensor) -> Tensor {
        (code(features) + code(mirrored).flipped(3)) / 2
    }

    /// What is told at each place of a code, enlarged before: N×code×H×W. A cosine of 1 with a cluster counts for 2.
    func answers(_ code: Tensor) -> SegmenterAnswers {
        SegmenterAnswers(
            classes: linear_probe(code).logSoftmax(dim: 1), clusters: (cosines(code) * 2).logSoftmax(dim: 1),
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

extension Tensor {
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

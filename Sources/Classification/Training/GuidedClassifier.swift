import Torch

/// A classifier that learns, beside its answer, where lesions lie, as far as the cohort has their masks: a convolution
/// of 1×1 tells from the features of each place whether a lesion lies there. It is left away after training.
///
/// A patient's one answer tells a network little of what to look at among a million pixels; simulation knows more.
final class GuidedClassifier: Module {
    let classifier: any Classifier
    let guide: Conv2d
    private let views: Int

    /// For a classifier of so many views, whose trunks have so many channels each.
    init(_ classifier: any Classifier, views: Int, channels: Int, using generator: Generator) {
        self.views = views
        self.classifier = classifier
        guide = convolution(views * channels, views, bias: true, using: generator)
    }

    /// The loss of a batch, as ``ScanSampler`` makes it with lesions: that of the answers, and `weight` times that of
    /// the places.
    func loss(_ batch: [Tensor], weight: Double) -> Tensor {
        let features = classifier.features(batch[0])
        let answers = binaryCrossEntropy(logits: classifier.logits(features), batch[1], weight: batch[2])
        let places = guide(features)
        let lesions = seenMirrored(batch[3]).adaptiveMaxPooled(to: Pair(places.shape[2], places.shape[3]))
        let guided = binaryCrossEntropy(logits: places, lesions, weight: batch[4])
        return answers + guided * weight
    }

    /// As the features lie: where both views are seen, the posterior one is mirrored.
    private func seenMirrored(_ masks: Tensor) -> Tensor {
        guard views == 2 else { return masks }
        return concatenate([masks[0..., 0..<1], masks[0..., 1..<2].flipped(3)], dim: 1)
    }
}

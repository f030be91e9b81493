public import Torch

/// A network that answers logits, and says what it saw on the way.
public protocol Classifier: Layer {
    /// The map of features that the answer is made from: N×channels×h×w, about a 32nd of the image's size. What
    /// Grad-CAM looks at.
    func features(_ x: Tensor) -> Tensor

    /// Such features to N×outputs logits.
    func logits(_ features: Tensor) -> Tensor
}

extension Classifier {
    /// Images to N×outputs logits.
    public func callAsFunction(_ x: Tensor) -> Tensor { logits(features(x)) }
}

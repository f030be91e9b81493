public import Torch

/// A network that answers logits, and says what it saw on the way.
public protocol Classifier: Layer {
    /// What sees the views: one for both, or one for each.
    var trunks: [any Layer] { get }

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

extension Classifier {
    /// The log odds for scans, each with the views that the recipe's model takes, in batches of the recipe's size.
    func logits(of scans: [LabelledScan], by recipe: ClassifierRecipe, device: Device) -> [Double] {
        let size = recipe.input
        return stride(from: 0, to: scans.count, by: recipe.batch).flatMap { start in
            let batch = scans[start..<min(start + recipe.batch, scans.count)]
            let x = Tensor(
                batch.flatMap(size.seen),
                shape: [batch.count, recipe.architecture.views.count, size.rows, size.columns])
            return self(x.to(device)).to(.cpu).floats.map(Double.init)
        }
    }
}

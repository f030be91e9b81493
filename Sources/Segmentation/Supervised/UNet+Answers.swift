import Torch

extension UNet {
    /// One for each label of ``BoneClass``, and one for foci, which lie in bones.
    static let outputs = BoneClass.labels + 1

    /// The network of a recipe, untrained.
    convenience init(_ recipe: UNetRecipe, using generator: Generator) {
        self.init(outputs: Self.outputs, width: recipe.width, depth: recipe.depth, using: generator)
    }

    /// Its logits for images and for the same mirrored, in the mean: N×1×H×W to N×outputs×H×W.
    func meanLogits(_ images: Tensor) -> Tensor { (self(images) + self(images.flipped(3)).flipped(3)) / 2 }
}

/// A U-Net's logits as what they say: of classes, N×classes×H×W, and of foci, N×H×W.
struct UNetAnswers {
    let classes, foci: Tensor

    init(_ logits: Tensor) {
        classes = logits.sliced(1, to: BoneClass.labels)
        foci = logits.sliced(1, from: BoneClass.labels).squeezed(1)
    }
}

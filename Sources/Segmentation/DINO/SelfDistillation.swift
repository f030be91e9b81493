import Torch

/// Emerging Properties in Self-Supervised Vision Transformers. Caron et al., ICCV 2021.
/// https://arxiv.org/abs/2104.14294
///
/// A student learns to tell of any crop of an image what a teacher tells of its large ones. The teacher is the moving
/// average of the student: it has no weights of its own here, but stands in the student's place while it is asked.
final class SelfDistillation: Module {
    let backbone: VisionTransformer
    let head: ProjectionHead
    /// The teacher's answers on average: 1×outputs.
    let centre: Buffer

    init(_ backbone: VisionTransformer, _ head: ProjectionHead) {
        (self.backbone, self.head) = (backbone, head)
        centre = Buffer(.zeros([1, head.last_layer.weight.value.shape[0]]))
    }

    /// Crops×N×outputs of crops of one size, all the first of N images before all the second.
    func answers(_ crops: Tensor, of images: Int, keepingLastLayer isKept: Bool = false) -> Tensor {
        let answers = head(backbone.classToken(crops), keepingLastLayer: isKept)
        return answers.reshaped(crops.shape[0] / images, images, answers.shape[1])
    }

    /// The loss of a batch as ``CropSampler`` makes it: large crops and, where there are any, small ones. The centre
    /// follows what the teacher answered by 1 - `momentum`.
    func loss(
        _ batch: [Tensor], of images: Int, _ loss: DistillationLoss, teacher: MovingAverage,
        keepingLastLayer isKept: Bool, centreMomentum momentum: Double
    ) -> Tensor {
        let targets = teacher.inPlace { withoutGradient { answers(batch[0], of: images) } }
        let told = concatenate(batch.map { answers($0, of: images, keepingLastLayer: isKept) })
        let found = loss(told, targets: targets, centre: centre.value)
        centre.follow(targets.mean(dim: 0, 1).unsqueezed(0), by: 1 - momentum)
        return found
    }
}

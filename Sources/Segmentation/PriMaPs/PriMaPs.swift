import Scintigraphy
import Torch

/// PriMaPs-EM: prototypes of clusters that learn from ``PrincipalMasks``. The code is the backbone's features as they are.
///
/// In turn, each mask gets the cluster of most of its places by the teachers, and the students learn it by a focal loss
/// (Lin et al., ICCV 2017); the teachers follow the students. Clusters are told by the teachers.
final class PriMaPs: Module, CodeLearner {
    let prototypes: Prototypes
    // swift-format-ignore: AlwaysUseLowerCamelCase
    let linear_probe: Conv2d
    // swift-format-ignore: AlwaysUseLowerCamelCase
    let focus_probe: Conv2d

    /// How far teachers go to their students, and after how many steps.
    static let share = 0.02
    static let period = 10
    /// How much less what is already sure counts in the focal loss.
    static let focus = 2
    /// From so many places k-means finds the first prototypes.
    private static let firstPlaces = 16384

    init(_ width: Int, clusters: Int, classes: Int, detail: Int, using generator: Generator) {
        prototypes = Prototypes(width, clusters: clusters, using: generator)
        linear_probe = Conv2d(width, classes * detail * detail, kernel: 1, using: generator)
        focus_probe = Conv2d(width, detail * detail, kernel: 1, using: generator)
    }

    func code(_ features: Tensor) -> Tensor { features }

    func cosines(_ code: Tensor) -> Tensor { prototypes.cosines(code) }

    /// The first prototypes: centres of features of all views' bodies, by k-means with cosines.
    func begin(with views: ViewFeatures, _ recipe: SegmenterRecipe) throws {
        var generator = SeededGenerator(seed: recipe.seed)
        let share = max(1, Self.firstPlaces / views.count)
        let bodies = BodyPlaces(views.body)
        let features = (0..<views.count).flatMap { view in
            let chosen = bodies.patches(share, of: view, using: &generator)
            return views.features[view].flattened(from: 1)
                .selected(Tensor(chosen).to(views.features.device), dim: 1).transposed(0, 1).floats
        }
        let width = views.features.shape[1]
        let found = try CosineKMeans(
            features, dimension: width, clusters: recipe.clusters, using: &generator)
        let centres = Tensor(found.centres, shape: [recipe.clusters, width])
        try prototypes.load(["student": centres, "teacher": centres])
    }

    /// The loss of a batch as ``MaskedViewSampler`` makes it. In training, teachers follow before it in every tenth step.
    func unlabelledLoss(_ batch: [Tensor], of views: ViewFeatures, _ recipe: SegmenterRecipe) -> (
        loss: Tensor, code: Tensor
    ) {
        if isTraining, Int(batch[1].item) % Self.period == 0 { prototypes.follow(by: Self.share) }
        let chosen = batch[0].to(.int64)
        let code = code(views[chosen])
        return (maskLoss(code, masks: views.masks.selected(chosen, dim: 0).to(.int64)), code)
    }

    /// The mean over all places with a mask of (1 - p)² · -log p, of the students' probability p of the mask's cluster.
    ///
    /// - Parameters:
    ///   - code: N×code×h×w.
    ///   - masks: the mask of each place, N×h×w; 0 where there is none.
    func maskLoss(_ code: Tensor, masks: Tensor) -> Tensor {
        let targets = withoutGradient {
            Self.majorities(
                cosines(code).argmax(dim: 1), in: masks, clusters: prototypes.teacher.value.shape[0])
        }
        let surprise = crossEntropy(logits: prototypes.studentCosines(code), targets, reduction: .none)
        let doubt = 1 - (-surprise).exp()
        return (doubt.pow(Self.focus) * surprise).mean(where: masks .> 0)
    }

    /// For each place the cluster that most places of its mask have, the first of equals; N×h×w each.
    static func majorities(_ found: Tensor, in masks: Tensor, clusters: Int) -> Tensor {
        func each(_ labels: Tensor, of count: Int) -> Tensor {
            (labels.flattened(from: 1).unsqueezed(2) .== Tensor.arange(count, device: labels.device)).to(
                .float32)
        }
        let count = Int(masks.max().item) + 1
        let places = each(masks, of: count).transposed(1, 2).matmul(each(found, of: clusters))
        return places.argmax(dim: 2).gathered(masks.flattened(from: 1), dim: 1).reshaped(masks.shape)
    }
}

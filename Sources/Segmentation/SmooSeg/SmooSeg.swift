import Torch

/// SmooSeg: Smoothness Prior for Unsupervised Semantic Segmentation. Lan, Wang, Ke, Xu, Wu, Zhang, NeurIPS 2023.
/// https://arxiv.org/abs/2310.17874
///
/// A projector, STEGO's head with another activation, makes codes whose clusters are the same where features are alike, and
/// others where not. The clusters' prototypes follow the codes. Written from the paper's formulas.
final class SmooSeg: Module, CodeLearner {
    let projector: STEGOHead
    let prototypes: Prototypes
    // swift-format-ignore: AlwaysUseLowerCamelCase
    let linear_probe: Conv2d
    // swift-format-ignore: AlwaysUseLowerCamelCase
    let focus_probe: Conv2d

    /// What cosines with prototypes are divided by before they are made probabilities.
    static let temperature = 0.1
    /// How far teachers go to their students in a step.
    static let share = 0.002
    /// How many times the projector's learning rate prototypes take: 0.0005 of 0.0001.
    static let pace = 5.0

    init(_ width: Int, code: Int, clusters: Int, classes: Int, detail: Int, using generator: Generator) {
        projector = STEGOHead(width, code: code, dropout: 0.2, activation: silu, using: generator)
        prototypes = Prototypes(code, clusters: clusters, using: generator)
        linear_probe = Conv2d(code, classes * detail * detail, kernel: 1, using: generator)
        focus_probe = Conv2d(code, detail * detail, kernel: 1, using: generator)
    }

    func code(_ features: Tensor) -> Tensor { projector(features) }

    func cosines(_ code: Tensor) -> Tensor { prototypes.cosines(code) }

    func paces(probes: Double) -> [String: Double] {
        ["prototypes": Self.pace, "linear_probe": probes, "focus_probe": probes]
    }

    /// The loss of a batch as ``SmoothnessSampler`` makes it. In training, teachers follow before it.
    func unlabelledLoss(_ batch: [Tensor], of views: ViewFeatures, _ recipe: SegmenterRecipe) -> (
        loss: Tensor, code: Tensor
    ) {
        if isTraining { prototypes.follow(by: Self.share) }
        let features = views[batch[0].to(.int64)]
        let code = code(features)
        let smoothness = smoothness(
            features, code, partners: batch[1].to(.int64), places: batch[2].to(.int64), recipe.smoothness)
        return (smoothness + prototypeLoss(code, body: views.body(of: batch[0])), code)
    }

    /// How much clusters differ where features are alike. No gradient reaches the prototypes.
    ///
    /// - Parameters:
    ///   - features: N×width×h×w.
    ///   - code: what the projector makes of them.
    ///   - partners: for each image another one of the N.
    ///   - places: those that are compared, as numbers of patches, row by row.
    ///   - settings: how alike features must be.
    func smoothness(
        _ features: Tensor, _ code: Tensor, partners: Tensor, places: Tensor, _ settings: SmoothnessSettings
    ) -> Tensor {
        func directions(_ x: Tensor) -> Tensor {
            x.flattened(from: 2).selected(places, dim: 2).normalised(dim: 1)
        }
        let probabilities = (cosines(code) / Self.temperature).softmax(dim: 1)
        let own = SeenPlaces(features: directions(features), code: directions(probabilities))
        return own.roughness(with: own, settings.itself) + own.roughness(with: own[partners], settings.others)
    }

    /// How far students are from the codes that their teachers are nearest to, over the places that show body. No gradient
    /// reaches the projector.
    ///
    /// - Parameter body: 1 where body is, N×h×w.
    func prototypeLoss(_ code: Tensor, body: Tensor) -> Tensor {
        let code = code.detached()
        return crossEntropy(
            logits: prototypes.studentCosines(code), cosines(code).argmax(dim: 1), reduction: .none
        ).mean(where: body)
    }
}

extension SeenPlaces {
    /// The mean over all pairs of places of these images and others of (F - shift) (1 - S), of their features'
    /// correspondences F and the cosines S of their clusters' probabilities.
    fileprivate func roughness(with others: SeenPlaces, _ shift: Double) -> Tensor {
        ((correspondences(with: others) - shift) * (1 - agreement(with: others))).mean()
    }

    /// Some of the images, by their numbers.
    fileprivate subscript(images: Tensor) -> SeenPlaces {
        SeenPlaces(features: features.selected(images, dim: 0), code: code.selected(images, dim: 0))
    }
}

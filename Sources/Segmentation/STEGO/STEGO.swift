import Torch

/// STEGO: a head that makes codes whose correspondences follow those of the features, and clusters that follow the codes.
final class STEGO: Module, CodeLearner {
    let head: STEGOHead
    // The names of the probes are those of the authors' checkpoints.
    // swift-format-ignore: AlwaysUseLowerCamelCase
    let cluster_probe: ClusterProbe
    // swift-format-ignore: AlwaysUseLowerCamelCase
    let linear_probe: Conv2d
    // swift-format-ignore: AlwaysUseLowerCamelCase
    let focus_probe: Conv2d

    init(_ width: Int, code: Int, clusters: Int, classes: Int, detail: Int, using generator: Generator) {
        head = STEGOHead(width, code: code, using: generator)
        cluster_probe = ClusterProbe(code, clusters: clusters, using: generator)
        linear_probe = Conv2d(code, classes * detail * detail, kernel: 1, using: generator)
        focus_probe = Conv2d(code, detail * detail, kernel: 1, using: generator)
    }

    func code(_ features: Tensor) -> Tensor { head(features) }

    func cosines(_ code: Tensor) -> Tensor { cluster_probe(code) }

    /// Clusters learn as fast as probes.
    func paces(probes: Double) -> [String: Double] {
        ["cluster_probe": probes, "linear_probe": probes, "focus_probe": probes]
    }

    /// The loss of a batch as ``CorrespondenceSampler`` makes it, and that of the cluster probe.
    func unlabelledLoss(_ batch: [Tensor], of views: ViewFeatures, _ recipe: SegmenterRecipe) -> (
        loss: Tensor, code: Tensor
    ) {
        let features = views[batch[0].to(.int64)]
        let others = views[batch[1].to(.int64)]
        let code = head(features)
        let draw = CorrespondenceDraw(
            places: batch[2][0], otherPlaces: batch[2][1],
            partners: (0..<batch[3].shape[0]).map { batch[3][$0].to(.int64) })
        let correspondences = CorrespondenceLoss(settings: recipe.correspondence)(
            Seen(features: head.dropped(features), code: code),
            neighbours: Seen(features: head.dropped(others), code: head(others)), by: draw)
        return (correspondences + cluster_probe.loss(code, body: views.body(of: batch[0])), code)
    }
}

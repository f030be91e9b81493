import Torch

/// STEGO's cluster probe: directions among codes that need no labels, found as k-means with cosines would find them, a
/// batch at a time.
final class ClusterProbe: Module {
    /// A direction each, of any length: clusters×code.
    let clusters: Parameter

    init(_ code: Int, clusters count: Int, using generator: Generator) {
        clusters = .normal([count, code], std: 1, using: generator)
    }

    /// The cosine with each cluster: N×code×h×w to N×clusters×h×w.
    func callAsFunction(_ code: Tensor) -> Tensor { code.cosines(with: clusters.value) }

    /// Less the mean cosine with the nearest cluster, over the places that show body. No gradient reaches the head.
    ///
    /// - Parameter body: 1 where body is, N×h×w.
    func loss(_ code: Tensor, body: Tensor) -> Tensor { -self(code.detached()).max(dim: 1).mean(where: body) }
}

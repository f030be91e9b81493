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
    func callAsFunction(_ code: Tensor) -> Tensor {
        let directions = clusters.value.normalised(dim: 1)
        return code.normalised(dim: 1).conv2d(directions.unsqueezed(2).unsqueezed(3))
    }

    /// Less the mean cosine with the nearest cluster. No gradient reaches the head.
    func loss(_ code: Tensor) -> Tensor { -self(code.detached()).max(dim: 1).mean() }

    /// The logarithm of how probable each cluster is; a cosine of 1 counts for 2.
    func logProbabilities(_ code: Tensor) -> Tensor { (self(code) * 2).logSoftmax(dim: 1) }
}

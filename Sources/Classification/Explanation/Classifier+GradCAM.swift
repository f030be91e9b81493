public import Torch

extension Classifier {
    /// Where a network finds what speaks for “yes”: Grad-CAM. Selvaraju et al., ICCV 2017.
    /// https://arxiv.org/abs/1610.02391
    ///
    /// A channel of ``features(_:)`` weighs as much as the logit rises with it, on average over its places; a place has
    /// the weighted sum of its channels, or 0 where that is below.
    ///
    /// Where there are two views, half of the channels are the anterior one's and half those of the mirrored posterior
    /// one: each half has a sum of its own, and the posterior one's is mirrored back.
    ///
    /// - Parameter x: N×views×H×W, as the network takes it.
    /// - Returns: the N×1 logits, and N×views×h×w maps that lie over the views as acquired.
    /// - Precondition: the network is in evaluation, so that scans do not look at each other, and has one output.
    public func activationMaps(of x: Tensor) -> (logits: Tensor, maps: Tensor) {
        precondition(!isTraining, "a network in training has no map for a scan by itself")
        let seen = withoutGradient { features(x) }.requiringGradient()
        let (logits, slopes) = withGradient {
            let logits = self.logits(seen)
            return (logits.detached(), gradient(of: logits.sum(), withRespectTo: [seen])[0])
        }
        return withoutGradient {
            let weighted = slopes.mean(dim: 2, 3, keepdim: true) * seen
            let maps = weighted.split(into: x.shape[1], dim: 1).map { relu($0.sum(dim: 1, keepdim: true)) }
            return (
                logits, concatenate(maps.enumerated().map { $0 == 0 ? $1 : $1.flipped(3) }, dim: 1)
            )
        }
    }
}

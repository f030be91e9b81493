public import Torch

/// Spatial Pyramid Pooling in Deep Convolutional Networks for Visual Recognition. He, Zhang, Ren, Sun, ECCV 2014.
/// https://arxiv.org/abs/1406.4729
///
/// The largest value of each channel in each of n×n bins that cover the image, for several n, coarse first. Bin i
/// of n reaches from ⌊i·H/n⌋ to before ⌈(i+1)·H/n⌉.
public final class SpatialPyramid: Module, Layer {
    let levels: [Int]

    /// With n×n bins for each n of `levels`.
    public init(levels: [Int] = [1, 2, 4]) { self.levels = levels }

    /// The values that it finds of each channel: 21 with levels 1, 2 and 4.
    public var bins: Int { levels.reduce(0) { $0 + $1 * $1 } }

    /// N×C×H×W of any size to N×(C · ``bins``).
    public func callAsFunction(_ x: Tensor) -> Tensor {
        concatenate(levels.map { x.adaptiveMaxPooled(to: $0).flattened(from: 1) }, dim: 1)
    }
}

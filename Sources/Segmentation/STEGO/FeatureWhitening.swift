import Torch

/// Makes what a backbone tells of patches comparable: whitened, so that over the body's patches that are learnt from no
/// direction counts more than another.
///
/// Of a masked autoencoder's tokens a handful of directions, such as brightness, hold nearly all variance; cosines would
/// see nothing else. ZCA: x ↦ (C + εI)^(-1/2) (x - m), with mean m and covariance C, and ε a thousandth of the mean
/// variance, below which directions are noise.
final class FeatureWhitening: Module {
    let mean: Buffer
    /// Width×width×1×1.
    let whitening: Buffer

    /// Changes nothing of features of this width.
    init(_ width: Int) {
        mean = Buffer(.zeros([1, width, 1, 1]))
        whitening = Buffer(Tensor.identity(width).to(.float32).reshaped(width, width, 1, 1))
    }

    /// That of some views' features, 1×width×h×w each, over the places that show body, views×h×w.
    ///
    /// - Precondition: there is a view.
    convenience init(of views: [Tensor], body: Tensor) throws {
        precondition(!views.isEmpty)
        let width = views[0].shape[1]
        self.init(width)
        var (sum, squares) = (Tensor.zeros([width], dtype: .float64), Tensor.identity(width) * 0)
        var count = 0.0
        for (number, view) in views.enumerated() {
            let counted = body[number].to(.float64, device: .cpu).flattened()
            let values = view.to(.float64, device: .cpu).flattened(from: 2)[0] * counted
            sum = sum + values.sum(dim: 1)
            squares = squares + values.matmul(values.transposed(0, 1))
            count += counted.sum().item
        }
        guard count > 0 else { return }
        let mean = sum / count
        let covariance = squares / count - mean.unsqueezed(1).matmul(mean.unsqueezed(0))
        try load([
            "mean": mean.to(.float32).reshaped(1, width, 1, 1),
            "whitening": Self.whitening(covariance).to(.float32).reshaped(width, width, 1, 1),
        ])
    }

    /// N×width×h×w stay so.
    func callAsFunction(_ features: Tensor) -> Tensor { (features - mean.value).conv2d(whitening.value) }

    /// (C + εI)^(-1/2), by the coupled iteration of Newton and Schulz (Higham, Functions of Matrices, SIAM 2008, section
    /// 6.3).
    static func whitening(_ covariance: Tensor) -> Tensor {
        let identity = Tensor.identity(covariance.shape[0])
        let variance = (covariance * identity).sum().item / Double(covariance.shape[0])
        let ridged = covariance + identity * max(variance * leastShare, 1e-12)
        // Frobenius' norm is an upper bound of the largest eigenvalue, below which the iteration converges.
        let norm = (ridged * ridged).sum().item.squareRoot()
        var (root, inverse) = (ridged / norm, identity)
        for _ in 0..<iterations {
            let step = (identity * 3 - inverse.matmul(root)) / 2
            (root, inverse) = (root.matmul(step), step.matmul(inverse))
        }
        return inverse / norm.squareRoot()
    }

    private static let leastShare = 1e-3
    /// Each makes the smallest eigenvalue's root half as large again: enough for 192 and more directions.
    private static let iterations = 40
}

extension Tensor {
    /// Ones on the diagonal of count×count, in 64 bits.
    fileprivate static func identity(_ count: Int) -> Tensor {
        let ones = Tensor.arange(count).unsqueezed(1) .== Tensor.arange(count).unsqueezed(0)
        return ones.to(.float64)
    }
}

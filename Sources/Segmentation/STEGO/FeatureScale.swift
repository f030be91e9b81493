import Torch

/// Makes what a backbone tells of patches comparable: each number less its mean over all patches that are learnt from, over
/// its deviation. Where patches share a strong mean, as those of a masked autoencoder do, all would look alike.
final class FeatureScale: Module {
    let mean: Buffer
    let deviation: Buffer

    /// Changes nothing of features of this width.
    init(_ width: Int) {
        (mean, deviation) = (Buffer(.zeros([1, width, 1, 1])), Buffer(.ones([1, width, 1, 1])))
    }

    /// That of some views' features, 1×width×h×w each; a number that is always the same becomes 0.
    ///
    /// - Precondition: there is one.
    convenience init(of views: [Tensor]) throws {
        precondition(!views.isEmpty)
        let width = views[0].shape[1]
        self.init(width)
        var (sum, squares) = (Tensor.zeros([width], dtype: .float64), Tensor.zeros([width], dtype: .float64))
        for view in views {
            let values = view.to(.float64, device: .cpu).flattened(from: 2)[0]
            sum = sum + values.sum(dim: 1)
            squares = squares + (values * values).sum(dim: 1)
        }
        let count = Double(views.count * views[0].shape[2] * views[0].shape[3])
        let mean = sum / count
        let deviation = (squares / count - mean * mean).clamped(from: 1e-12).pow(0.5)
        func shaped(_ tensor: Tensor) -> Tensor { tensor.to(.float32).reshaped(1, width, 1, 1) }
        try load(["mean": shaped(mean), "deviation": shaped(deviation)])
    }

    /// N×width×h×w stay so.
    func callAsFunction(_ features: Tensor) -> Tensor { (features - mean.value) / deviation.value }
}

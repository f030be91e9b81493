import Torch

extension BackboneInput {
    /// Of each patch, row by row, whether it shows body (1) or air (0): whether its counts are a twentieth of the body's or
    /// more.
    ///
    /// Most of a view is air, in which noise differs and nothing else. Clusters that had to share it out would have little
    /// left for the body.
    func body(of view: PreparedView, patch: Int) -> [Float] {
        let counts = Tensor(
            view.crop(CropSize(rows: rows, columns: columns), at: view.place(of: self), of: view.image),
            shape: [rows / patch, patch, columns / patch, patch])
        return counts.mean(dim: 1, 3).floats.map { $0 >= Self.leastShare * view.body ? 1 : 0 }
    }

    private static let leastShare: Float = 0.05
}

extension SegmenterAnswers {
    /// The same with one more cluster, the last: air, where no body is.
    ///
    /// - Parameter body: N×1×H×W, above ½ where body is.
    func withAir(body: Tensor) -> SegmenterAnswers {
        let isBody = (body .> 0.5).to(clusters.dtype)
        // The logarithm of what is impossible is small enough, and finite.
        let impossible = -100.0
        return SegmenterAnswers(
            classes: classes,
            clusters: concatenate(
                [clusters + (1 - isBody) * impossible, isBody * impossible], dim: 1),
            foci: foci)
    }
}

import Torch

extension LabelledView {
    /// The masks that PriMaPs learns from, a number for each patch, row by row.
    ///
    /// The field that refines them sees what the backbone sees of the counts, a grey for each patch; 67 pixels of the image
    /// as STEGO has it are eight patches.
    ///
    /// - Parameters:
    ///   - features: those of the view, 1×width×h×w.
    ///   - matrix: what the view was fitted into.
    func masks(_ features: Tensor, in matrix: BackboneInput) throws -> [UInt8] {
        let (width, rows, columns) = (features.shape[1], features.shape[2], features.shape[3])
        let masks = try PrincipalMasks(
            features.permuted(0, 2, 3, 1).floats, dimension: width, rows: rows, columns: columns)
        let patches = Tensor(matrix.seen(view), shape: [matrix.rows, matrix.columns])
            .reshaped(rows, matrix.rows / rows, columns, matrix.columns / columns).mean(dim: 1, 3).floats
        let (darkest, brightest) = (patches.min() ?? 0, patches.max() ?? 0)
        let scale = 255 / max(brightest - darkest, .leastNormalMagnitude)
        let grey = patches.map { UInt8(min((($0 - darkest) * scale).rounded(), 255)) }
        return try masks.smoothed.refined(
            by: FullyConnectedCRF(appearancePixels: 8),
            over: GuideImage(rows: rows, columns: columns, grey: grey)
        ).labels
    }
}

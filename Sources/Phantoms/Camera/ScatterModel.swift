/// How many scattered photons come with the primary ones of a voxel.
///
/// The scatter fraction grows linearly with depth and the line spread function is mono-exponential (Kojima et al.
/// 1991). The numbers are assumed: 0.03 per cm of tissue up to 0.6 in a window of 20 %, in proportion to its
/// width in others.
struct ScatterModel: Sendable {
    /// The range r₀ of the line spread function exp(-|x| / r₀) / (2 r₀), in mm.
    static let range: Float = 40

    /// Scattered photons per primary photon: for each mean free path, and at most.
    let perMeanFreePath, most: Float

    init(camera: GammaCamera) {
        let window = Float(camera.scatterInWindow)
        perMeanFreePath = 0.003 / Attenuation.softTissue * window
        most = 0.6 * window
    }

    /// Scattered photons per primary photon from behind so many mean free paths.
    @inline(__always)
    func fraction(_ meanFreePaths: Lanes) -> Lanes {
        pointwiseMin(meanFreePaths * perMeanFreePath, Lanes(repeating: most))
    }
}

/// How many scattered photons come with the primary ones of a voxel.
///
/// The scatter fraction grows linearly with depth and the line spread function is mono-exponential (Kojima et al.
/// 1991). The number is assumed: 0.03 per cm of tissue in a window of 20 %, which is the effective attenuation of
/// 0.12 /cm of planar imaging in place of 0.15, up to 0.6; in proportion to the window's width in others.
struct ScatterModel: Sendable {
    /// The range r₀ of the line spread function exp(-|x| / r₀) / (2 r₀), in mm.
    static let range: Float = 40

    /// Scattered photons per primary photon and mm of tissue, in a window of 20 %.
    static let perMillimetre: Float = 0.003
    /// Scattered photons per primary photon from the depth on where they grow no more, in a window of 20 %.
    static let saturation: Float = 0.6

    /// Scattered photons per primary photon: for each mean free path, and at most.
    let perMeanFreePath, most: Float

    init(camera: GammaCamera) {
        let window = Float(camera.scatterInWindow)
        perMeanFreePath = Self.perMillimetre / Attenuation.softTissue * window
        most = Self.saturation * window
    }

    /// Scattered photons per primary photon from behind so many mean free paths.
    @inline(__always)
    func fraction(_ meanFreePaths: Lanes) -> Lanes {
        pointwiseMin(meanFreePaths * perMeanFreePath, Lanes(repeating: most))
    }
}

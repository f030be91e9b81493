import Denoising
import Scintigraphy

extension RestorationMethod {
    /// The methods that every reading compares: of the baselines of Ito et al., Phys Med 100:18-25, 2022,
    /// those that need no training. Their DnCNN is not among them.
    ///
    /// - Parameter gaussianWidth: the full width at half maximum of the Gaussian in mm.
    static func compared(gaussianWidth: Double) -> [RestorationMethod] {
        [.none, .gaussian(fwhmMillimetres: gaussianWidth), presetDiffusion]
    }

    /// The diffusion of every reading, whatever the scan.
    static let presetDiffusion = RestorationMethod.diffusion(NonlinearDiffusion())

    /// The Gaussian that brings `thinned`, multiplied by 1 / `fraction`, nearest to `image` by PSNR: the
    /// best that a Gaussian can do for it, known only to who has the full scan.
    ///
    /// - Throws: what filter and PSNR throw.
    static func bestGaussianWidth(
        for thinned: CountImage, fraction: Double, of image: CountImage, peak: PSNRPeak
    ) throws(ScintigraphyError) -> Double {
        var best = (width: 0.0, psnr: -Double.infinity)
        for case .gaussian(let width) in candidates(for: .gaussian) {
            let restored = try thinned.gaussianFiltered(fwhmMillimetres: width).scaled(by: 1 / fraction)
            let psnr = try psnr(restored, reference: image, peak: peak)
            if psnr > best.psnr { best = (width, psnr) }
        }
        return best.width
    }
}

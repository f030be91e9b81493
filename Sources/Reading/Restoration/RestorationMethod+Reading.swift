import Denoising
import Figures
import Scintigraphy

extension RestorationMethod {
    /// The methods that every reading compares: of the baselines of Ito et al., Phys Med 100:18-25, 2022,
    /// those that need no training. Their DnCNN is not among them.
    static let all: [RestorationMethod] = [
        .none, .gaussian(fwhmMillimetres: 8), .diffusion(NonlinearDiffusion()),
    ]

    /// What stands above its picture.
    func title(fraction: Double) -> String {
        self == .none ? "\((100 * fraction).formatted(decimals: 1)) % of counts" : name
    }
}

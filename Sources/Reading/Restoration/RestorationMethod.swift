import Figures
public import Scintigraphy

/// A way back from a scan of fewer counts.
public enum RestorationMethod: Sendable {
    /// The thinned scan as it is, brought to the full scan's scale.
    case none
    /// A Gaussian of this full width at half maximum.
    case gaussian(fwhmMillimetres: Double)
    /// Smoothing that stops at edges.
    case diffusion(NonlinearDiffusion)

    /// The methods that every reading compares: of the baselines of Ito et al., Phys Med 100:18-25, 2022,
    /// those that need no training. Their DnCNN is not among them.
    static let all: [RestorationMethod] = [
        .none, .gaussian(fwhmMillimetres: 8), .diffusion(NonlinearDiffusion()),
    ]

    var name: String {
        switch self {
        case .none: "Not restored"
        case .gaussian: "Gaussian filter"
        case .diffusion: "Nonlinear diffusion"
        }
    }

    /// What stands above its picture.
    func title(fraction: Double) -> String {
        switch self {
        case .none: "\((100 * fraction).formatted(decimals: 1)) % of counts"
        case .gaussian, .diffusion: name
        }
    }

    var parameters: [String: String] {
        switch self {
        case .none: [:]
        case .gaussian(let width): ["FWHM": "\(width.formatted(decimals: 2)) mm"]
        case .diffusion(let settings): settings.parameters
        }
    }

    /// Name and settings in a sentence.
    public var sentence: String {
        let settings = parameters.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
        return settings.isEmpty ? "\(name)." : "\(name): \(settings.joined(separator: ", "))."
    }

    /// The restored view, on the scale of its own counts. Throws what the filter throws.
    public func callAsFunction(_ image: CountImage) throws(ScintigraphyError) -> CountImage {
        switch self {
        case .none: image
        case .gaussian(let width): try image.gaussianFiltered(fwhmMillimetres: width)
        case .diffusion(let settings): try image.diffused(settings)
        }
    }
}

extension NonlinearDiffusion {
    fileprivate var parameters: [String: String] {
        let threshold =
            switch edgeThreshold {
            case .timesNoise(let factor): "\(factor.formatted(decimals: 3)) × noise of a difference"
            case .fixed(let value): value.formatted(decimals: 3)
            }
        return [
            "conductance": conductance.rawValue, "edge threshold": threshold, "iterations": "\(iterations)",
            "time step": timeStep.formatted(decimals: 3), "domain": anscombe ? "Anscombe" : "counts",
        ]
    }
}

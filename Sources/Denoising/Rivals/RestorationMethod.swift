import Figures
public import Scintigraphy

/// A way back from a scan of fewer counts that needs no training: what a network has to beat.
public enum RestorationMethod: Codable, Hashable, Sendable {
    /// The scan of fewer counts as it is.
    case none
    /// A Gaussian of this full width at half maximum.
    case gaussian(fwhmMillimetres: Double)
    /// Smoothing that stops at edges.
    case diffusion(NonlinearDiffusion)
    /// The median of so many pixels squared; multiplied to the same total or not.
    case median(size: Int, keepingTotal: Bool)
    /// Means over pixels whose surroundings look alike, in the Anscombe domain.
    case nonLocalMeans(NonLocalMeans)

    /// As it stands in tables.
    public var name: String { family.name }

    /// The settings by name, with their units.
    public var parameters: [String: String] {
        switch self {
        case .none: [:]
        case .gaussian(let width): ["FWHM": "\(width.formatted(decimals: 2)) mm"]
        case .diffusion(let settings): settings.parameters
        case .median(let size, let keepingTotal):
            ["size": "\(size) pixels", "total": keepingTotal ? "kept" : "as it comes"]
        case .nonLocalMeans(let settings): settings.parameters
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
        case .none: return image
        case .gaussian(let width): return try image.gaussianFiltered(fwhmMillimetres: width)
        case .diffusion(let settings): return try image.diffused(settings)
        case .median(let size, let keepingTotal):
            let filtered = try image.medianFiltered(size: size)
            return keepingTotal ? filtered.scaled(toTotal: image.total) : filtered
        case .nonLocalMeans(let settings): return try image.nonLocalMeansFiltered(settings)
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

extension NonLocalMeans {
    fileprivate var parameters: [String: String] {
        [
            "strength": strength.formatted(decimals: 3), "patch": "\(patchSize) × \(patchSize) pixels",
            "search": "\(searchSize) × \(searchSize) pixels", "domain": "Anscombe",
        ]
    }
}

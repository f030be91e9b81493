public import Denoising
public import Scintigraphy
public import Statistics

/// How well a scan of fewer counts can be brought back to the full one.
public struct Restoration: Codable, Equatable, Sendable {
    /// The part of the events that each thinning keeps.
    public let fraction: Double
    /// How many independent thinnings the intervals are over.
    public let realisations: Int
    /// What PSNR and SSIM take as the largest signal, in words.
    public let peak: String
    /// The trained network among the methods; `nil` where there was none.
    public let model: RestorationModel?
    /// Why no trained network is among the methods.
    public let modelLeftOut: String?
    /// One for each view, anterior first.
    public let views: [RestoredView]
}

/// A trained network, so that its restorations can be made again.
public struct RestorationModel: Codable, Equatable, Sendable {
    /// What it is called.
    public let name: String
    /// Its network, by the name of `bonescan models list`.
    public let architecture: String
    /// The SHA-256 digest of its weights' file, 64 hexadecimal digits.
    public let hash: String
    /// The program that trained it; `nil` where the file does not say.
    public let trainedBy: String?

    init(_ denoiser: Denoiser) {
        name = denoiser.name
        architecture = denoiser.architecture.rawValue
        hash = denoiser.hash
        trainedBy = denoiser.facts["software"]
    }
}

/// One view's figures.
public struct RestoredView: Codable, Equatable, Sendable {
    /// The side of the patient that is seen.
    public let view: View
    /// The peak of PSNR and SSIM, in counts of the full scan.
    public let peakCounts: Double
    /// The thinned scan as it is, then each way back.
    public let methods: [RestorationScore]
    /// Whether the first thinning's counts speak against the network's restoration of it; `nil` without a network.
    public let residual: ResidualFindings?
}

/// One method's agreement with the full scan, as mean over the thinnings with its 95 % interval.
public struct RestorationScore: Codable, Equatable, Sendable {
    /// Its name, such as “Gaussian filter”.
    public let method: String
    /// Its settings by name, with their units.
    public let parameters: [String: String]
    /// Peak signal-to-noise ratio in dB.
    public let psnr: Estimate
    /// Structural similarity; 1 is equality. Wang et al., IEEE Trans Image Process 13(4):600-612, 2004.
    public let ssim: Estimate
}

/// What a study measures in each restored image; the raw value is the column's name in its files.
enum Measure: String, CaseIterable, Sendable {
    /// Peak signal-to-noise ratio in dB against the full acquisition, as in the paper.
    case psnr
    /// Structural similarity to the full acquisition.
    case ssim
    /// Peak signal-to-noise ratio in dB against the expected counts, without the reference's own noise.
    case psnrOfMean = "psnr_of_mean"
    /// Structural similarity to the expected counts.
    case ssimOfMean = "ssim_of_mean"
    /// The total of what a method makes over the given one, before a network's answer is brought to that.
    case total

    var title: String {
        switch self {
        case .psnr: "PSNR against the full acquisition"
        case .ssim: "SSIM with the full acquisition"
        case .psnrOfMean: "PSNR against the noise-free mean"
        case .ssimOfMean: "SSIM with the noise-free mean"
        case .total: "Total of counts, restored over given"
        }
    }

    /// Empty for a pure number.
    var unit: String {
        switch self {
        case .psnr, .psnrOfMean: "dB"
        default: ""
        }
    }

    /// Whether methods are compared by it.
    var isCompared: Bool { isBestHigh }

    /// Whether it is drawn over the count levels.
    var isDrawn: Bool { isBestHigh }

    /// Whether more is better, beyond any bound.
    var isBestHigh: Bool {
        switch self {
        case .psnr, .ssim, .psnrOfMean, .ssimOfMean: true
        default: false
        }
    }

    var decimals: Int {
        switch self {
        case .psnr, .psnrOfMean: 2
        default: 4
        }
    }
}

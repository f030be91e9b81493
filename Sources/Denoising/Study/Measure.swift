/// What a study measures of a method; the raw value is the column's name in its files. Each patient has one number for
/// a count level.
enum Measure: String, CaseIterable, Sendable {
    /// Peak signal-to-noise ratio in dB against the full acquisition, as in the paper.
    case psnr
    /// Structural similarity to the full acquisition.
    case ssim
    /// Peak signal-to-noise ratio in dB against the expected counts, without the reference's own noise.
    case psnrOfMean = "psnr_of_mean"
    /// Structural similarity to the expected counts.
    case ssimOfMean = "ssim_of_mean"
    /// The area under the ROC curve of an observer who tells places with an added lesion from those without.
    case auc
    /// The contrast of these lesions, restored over true.
    case addedContrast = "added_contrast"
    /// The contrast of the patient's own lesions, restored over true.
    case ownContrast = "own_contrast"
    /// Foci of the restored image of which the expected counts show nothing.
    case invented
    /// Foci of the expected counts that the restored image does not show.
    case erased
    /// The paper's false accumulation: foci of the restored image of which the full acquisition shows nothing.
    case falseAccumulation = "false_accumulation"
    /// The share of scans of which the residual test warns.
    case warned
    /// The total of what a method makes over the given one, before a network's answer is brought to that.
    case total
    /// The share of the body's pixels that lie in a method's intervals of 50 %.
    case coverage50 = "coverage_50"
    /// The same for 68 %.
    case coverage68 = "coverage_68"
    /// The same for 90 %.
    case coverage90 = "coverage_90"
    /// The same for 95 %.
    case coverage95 = "coverage_95"
    /// The expected normalised calibration error of a method's stated deviations.
    case calibrationError = "calibration_error"

    /// The coverages with the shares that they should be.
    static let coverages: [(level: Double, measure: Measure)] = [
        (0.5, .coverage50), (0.68, .coverage68), (0.9, .coverage90), (0.95, .coverage95),
    ]
}

// MARK: - In tables and figures

extension Measure {
    var title: String {
        switch self {
        case .psnr: "PSNR against the full acquisition"
        case .ssim: "SSIM with the full acquisition"
        case .psnrOfMean: "PSNR against the noise-free mean"
        case .ssimOfMean: "SSIM with the noise-free mean"
        case .auc: "Detectability of added lesions, area under the ROC curve"
        case .addedContrast: "Contrast of added lesions, restored over true"
        case .ownContrast: "Contrast of the patients' lesions, restored over true"
        case .invented: "Foci invented in a view"
        case .erased: "Foci erased in a view"
        case .falseAccumulation: "False accumulation: foci that the full acquisition lacks"
        case .warned: "Share of views of which the residual test warns"
        case .total: "Total of counts, restored over given"
        case .coverage50, .coverage68, .coverage90, .coverage95:
            "Share of pixels in intervals of \(percent) %"
        case .calibrationError: "Calibration error of stated deviations"
        }
    }

    /// With its unit.
    var titleWithUnit: String { unit.isEmpty ? title : "\(title) in \(unit)" }

    /// Empty for a pure number.
    var unit: String {
        switch self {
        case .psnr, .psnrOfMean: "dB"
        default: ""
        }
    }

    var decimals: Int {
        switch self {
        case .psnr, .psnrOfMean, .invented, .erased, .falseAccumulation, .warned: 2
        case .ssim, .ssimOfMean, .total: 4
        default: 3
        }
    }

    var isMoreBetter: Bool {
        switch self {
        case .psnr, .ssim, .psnrOfMean, .ssimOfMean, .auc: true
        default: false
        }
    }

    /// Whether each method is compared with the main one.
    var isCompared: Bool {
        switch self {
        case .psnr, .ssim, .psnrOfMean, .ssimOfMean, .auc, .invented, .erased, .falseAccumulation: true
        default: false
        }
    }

    /// Whether it is drawn over the count levels.
    var isDrawn: Bool { isCompared && self != .erased }

    private var percent: String { String(rawValue.suffix(2)) }
}

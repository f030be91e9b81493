public import Scintigraphy

/// Why a patient was sent: the primary tumour that may have spread, or a question that is not about cancer.
public enum Referral: String, CaseIterable, Codable, Sendable {
    case prostateCancer = "prostate cancer"
    case breastCancer = "breast cancer"
    case lungCancer = "lung cancer"
    /// Of the gastrointestinal tract, the kidney, the bladder, the thyroid, the uterus.
    case otherCancer = "other cancer"
    /// Pain without a known cause.
    case pain
    /// A fracture that radiographs may have missed.
    case trauma
    case arthritis
    /// Osteoporosis, hyperparathyroidism, osteomalacia.
    case metabolicDisease = "metabolic disease"

    /// Whether the patient has a cancer, and so may have metastases.
    public var isCancer: Bool { metastaticPattern != nil }

    /// The sex of nearly all who have it; `nil` where both do.
    var usualSex: Sex? {
        switch self {
        case .prostateCancer: .male
        case .breastCancer: .female
        default: nil
        }
    }

    /// Draws a referral for one patient. The shares are assumed: a department sees mostly cancers of prostate and
    /// breast, and the young come with pain and injuries.
    public static func sample(
        sex: Sex, age: Double, options: DiseaseOptions, using generator: inout SeededGenerator
    ) -> Referral {
        // The share of cancer among referrals rises to what the options say until 55 years.
        let maturity = min(max((age - 20) / 35, 0.25), 1)
        if generator.chance(options.cancerShare * maturity) {
            let weights: [Double] =
                switch sex {
                case .male: [age < 45 ? 0.05 : 0.62, 0, 0.18, 0.2]
                case .female: [0, 0.72, 0.1, 0.18]
                }
            return allCases[generator.index(weights: weights)]
        }
        let weights = age < 50 ? [0.45, 0.35, 0.15, 0.05] : [0.45, 0.15, 0.25, 0.15]
        return allCases[4 + generator.index(weights: weights)]
    }
}

/// How often the patients of a cohort have cancer and metastases.
public struct DiseaseOptions: Codable, Equatable, Sendable {
    /// The share of patients of 55 years and over who are sent because of a cancer. Assumed.
    public private(set) var cancerShare = 0.7
    /// The shares of patients sent because of a cancer who have metastases. Prostate, breast, lung and
    /// gastrointestinal cancer as Kakhki et al. found them in 160 patients (Nucl Med Rev 16:66, 2013).
    public private(set) var prostate = 0.41
    public private(set) var breast = 0.33
    public private(set) var lung = 0.63
    public private(set) var other = 0.39

    /// As reported.
    public init() {}

    /// The same share of metastases in every cancer; throws where it is not one between 0 and 1.
    public init(metastases share: Double) throws(PhantomError) {
        _ = try Self.checked(share, "share of patients with metastases")
        for referral in Referral.allCases where referral.isCancer {
            try setMetastases(in: referral, to: share)
        }
    }

    /// Changes the share of patients who are sent because of a cancer; throws where it is not one between 0 and 1.
    public mutating func setCancerShare(to share: Double) throws(PhantomError) {
        cancerShare = try Self.checked(share, "share of patients with cancer")
    }

    /// Changes the share of patients with metastases of one primary; throws where it is not one between 0 and 1, or
    /// where the referral is no cancer.
    public mutating func setMetastases(in referral: Referral, to share: Double) throws(PhantomError) {
        let share = try Self.checked(share, "share of metastases in \(referral.rawValue)")
        switch referral {
        case .prostateCancer: prostate = share
        case .breastCancer: breast = share
        case .lungCancer: lung = share
        case .otherCancer: other = share
        case .pain, .trauma, .arthritis, .metabolicDisease:
            throw PhantomError(
                "\(referral.rawValue) does not spread to bone: a share of metastases can be set for "
                    + Referral.allCases.filter(\.isCancer).map(\.rawValue).joined(separator: ", "))
        }
    }

    /// The share of patients with this referral who have metastases: 0 without cancer.
    public func metastases(in referral: Referral) -> Double {
        switch referral {
        case .prostateCancer: prostate
        case .breastCancer: breast
        case .lungCancer: lung
        case .otherCancer: other
        case .pain, .trauma, .arthritis, .metabolicDisease: 0
        }
    }

    private static func checked(_ share: Double, _ name: String) throws(PhantomError) -> Double {
        guard (0...1).contains(share) else {
            throw PhantomError("the \(name) must lie between 0 and 1, not be \(share)")
        }
        return share
    }
}

extension DiseaseOptions {
    /// Decodes what `encode` wrote; throws where a share does not lie between 0 and 1.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        try setCancerShare(to: container.decode(Double.self, forKey: .cancerShare))
        try setMetastases(in: .prostateCancer, to: container.decode(Double.self, forKey: .prostate))
        try setMetastases(in: .breastCancer, to: container.decode(Double.self, forKey: .breast))
        try setMetastases(in: .lungCancer, to: container.decode(Double.self, forKey: .lung))
        try setMetastases(in: .otherCancer, to: container.decode(Double.self, forKey: .other))
    }
}

/// What a skeleton shows that is no metastasis, and how often.
enum BenignFinding: CaseIterable, Sendable {
    case knee, shoulder, acromioclavicular, sternoclavicular, hip, sacroiliac, wrist, thumbBase, fingers,
        midfoot
    case greatToe, facets, endplates
    case ribFractures, sacralFracture, pubicFracture, compression, otherFracture
    case paget, fibrousDysplasia, boneIsland, haemangioma
    case sinusitis, dental, hipProsthesis, kneeProsthesis, sternotomy, costochondritis, enthesopathy

    /// The share of men who show it on a scan at 20, 50, 70 and 90 years, and that of women over that of men.
    ///
    /// Assumed, all of them: reports of frequencies are few and count patients by their pain. They are set so that a
    /// healthy man of 25 shows almost nothing and one of 70 several worn joints. Women have more osteoporosis,
    /// and more arthrosis of hands and knees; men have more sternotomies.
    private var frequency: (shares: [Double], women: Double) {
        switch self {
        case .knee: ([0.012, 0.17, 0.35, 0.45], 1.2)
        case .shoulder: ([0.012, 0.1, 0.2, 0.26], 1)
        case .acromioclavicular: ([0.012, 0.12, 0.2, 0.22], 1)
        case .sternoclavicular: ([0.008, 0.098, 0.18, 0.2], 1)
        case .hip: ([0.004, 0.039, 0.098, 0.14], 1.1)
        case .sacroiliac: ([0.008, 0.039, 0.078, 0.098], 1)
        case .wrist: ([0.008, 0.065, 0.13, 0.18], 1.1)
        case .thumbBase: ([0.002, 0.065, 0.16, 0.25], 1.5)
        case .fingers: ([0.002, 0.039, 0.1, 0.16], 1.5)
        case .midfoot: ([0.012, 0.078, 0.14, 0.18], 1)
        case .greatToe: ([0.004, 0.078, 0.16, 0.21], 1.2)
        case .facets: ([0.008, 0.13, 0.27, 0.36], 1)
        case .endplates: ([0.008, 0.12, 0.25, 0.33], 1)
        case .ribFractures: ([0.02, 0.03, 0.06, 0.1], 1)
        case .sacralFracture: ([0, 0.001, 0.006, 0.03], 2.5)
        case .pubicFracture: ([0, 0.001, 0.004, 0.02], 2.5)
        case .compression: ([0, 0.005, 0.03, 0.1], 2.5)
        case .otherFracture: ([0.03, 0.03, 0.04, 0.05], 1)
        case .paget: ([0, 0.001, 0.008, 0.015], 0.7)
        case .fibrousDysplasia: ([0.002, 0.002, 0.002, 0.002], 1)
        case .boneIsland: ([0.05, 0.06, 0.06, 0.06], 1)
        case .haemangioma: ([0.01, 0.05, 0.08, 0.08], 1.2)
        case .sinusitis: ([0.12, 0.12, 0.12, 0.1], 1)
        case .dental: ([0.15, 0.3, 0.35, 0.25], 1)
        case .hipProsthesis: ([0, 0.008, 0.05, 0.1], 1.2)
        case .kneeProsthesis: ([0, 0.005, 0.04, 0.08], 1.3)
        case .sternotomy: ([0.002, 0.012, 0.045, 0.06], 0.4)
        case .costochondritis: ([0.03, 0.04, 0.03, 0.02], 1.2)
        case .enthesopathy: ([0.05, 0.15, 0.2, 0.2], 1)
        }
    }

    /// How much more often it is found in those who were sent with a question for it. Assumed.
    private func relevance(to referral: Referral) -> Double {
        switch (referral, self) {
        case (.trauma, .ribFractures), (.trauma, .otherFracture): 6
        case (.trauma, .sacralFracture), (.trauma, .pubicFracture), (.trauma, .compression): 3
        case (.arthritis, _) where WornJoint.all.contains { $0.finding == self }: 1.6
        case (.metabolicDisease, .sacralFracture), (.metabolicDisease, .pubicFracture): 6
        case (.metabolicDisease, .compression), (.metabolicDisease, .ribFractures): 3
        case (.metabolicDisease, .paget): 10
        case (.pain, .facets), (.pain, .endplates): 1.3
        default: 1
        }
    }

    /// The chance that a patient has it, at most 0.9.
    func chance(sex: Sex, age: Double, referral: Referral) -> Double {
        let (shares, women) = frequency
        let ages: [Double] = [20, 50, 70, 90]
        let upper = ages.firstIndex { age < $0 } ?? 4
        let share: Double
        if upper == 0 || upper == 4 {
            share = shares[max(upper - 1, 0)]
        } else {
            let part = (age - ages[upper - 1]) / (ages[upper] - ages[upper - 1])
            share = shares[upper - 1] + part * (shares[upper] - shares[upper - 1])
        }
        return min(share * (sex == .female ? women : 1) * relevance(to: referral), 0.9)
    }
}

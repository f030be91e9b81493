public import Scintigraphy

/// All the numbers that make one simulated patient and the scan of that patient, noise aside.
public struct Patient: Codable, Equatable, Sendable {
    /// The number in the cohort, from 1.
    public var index: Int
    /// The cohort's seed.
    public var seed: UInt64
    /// The patient's sex.
    public var sex: Sex
    /// In years.
    public var age: Int
    /// Why the scan was asked for.
    public var referral: Referral
    /// The body's measures.
    public var physique: Physique
    /// How the patient lies.
    public var pose: Pose
    /// How kidneys and bladder are.
    public var viscera: Viscera
    /// What the tracer did, lesions left out.
    public var uptake: Uptake
    /// What is wrong with the skeleton.
    public var lesions: [Lesion]
    /// What is wrong with the scan.
    public var artefacts: Artefacts
    /// How the scan was taken.
    public var examination: Examination

    /// As files and folders are named: patient-0013.
    public var name: String { Self.name(index) }

    static func name(_ index: Int) -> String {
        let digits = String(index)
        return "patient-" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    /// Draws patient number `index` of a cohort; each part from a sequence of its own.
    init(_ index: Int, of plan: CohortPlan, skeleton: Skeleton) {
        self.index = index
        seed = plan.seed
        let streams = Streams(seed: plan.seed, index: index)
        var generator = streams.generator(.person)
        let either: Sex = generator.chance(0.5) ? .female : .male
        let sex = plan.sex ?? plan.referral?.usualSex ?? either
        let age = Self.age(within: plan.ages, using: &generator)
        let referral =
            plan.referral
            ?? .sample(sex: sex, age: Double(age), options: plan.disease, using: &generator)

        generator = streams.generator(.physique)
        let physique = Physique.sample(sex: sex, age: Double(age), using: &generator)
        var pose = Pose.sample(using: &generator)
        var viscera = Viscera.sample(age: Double(age), using: &generator)

        generator = streams.generator(.disease)
        lesions = Disease.sample(
            referral: referral, sex: sex, age: Double(age), options: plan.disease, skeleton: skeleton,
            using: &generator)

        generator = streams.generator(.artefacts)
        let artefacts = Artefacts.sample(
            plan.artefacts, sex: sex, inChestView: plan.chest != nil, using: &generator)
        pose.lie(as: artefacts.truncation)

        generator = streams.generator(.uptake)
        var uptake = Uptake.sample(
            sex: sex, age: Double(age), weightKilograms: physique.weightKilograms,
            protocol: plan.tracer.with(artefacts), using: &generator)
        uptake.suit(viscera)
        if let bladder = artefacts.fullBladder {
            uptake.bladderFraction = min(bladder.share, 0.9 * (1 - uptake.retainedFraction))
            viscera.bladderMillilitres = bladder.millilitres
        }

        generator = streams.generator(.acquisition)
        examination = .sample(plan, lowCounts: artefacts.lowCounts, using: &generator)
        (self.sex, self.age, self.referral, self.physique) = (sex, age, referral, physique)
        (self.pose, self.viscera, self.uptake, self.artefacts) = (pose, viscera, uptake, artefacts)
    }

    /// Normal around 64 years (SD 14), as patients are sent for bone scans; evenly where `ages` lies far from that.
    private static func age(within ages: ClosedRange<Int>, using generator: inout SeededGenerator) -> Int {
        let range = Double(ages.lowerBound)...Double(ages.upperBound) + 0.999
        let isUsual = range.lowerBound < 78 && range.upperBound > 50
        let age =
            isUsual ? generator.normal(mean: 64, sd: 14, in: range) : generator.uniform(in: range)
        return Int(age)
    }
}

extension Pose {
    /// Lies as far off the middle, or begins as far above the field, as the truncation says.
    fileprivate mutating func lie(as truncation: Artefacts.Truncation?) {
        guard let truncation else { return }
        switch truncation.part {
        case .leftArm: offsetMillimetres = truncation.millimetres
        case .rightArm: offsetMillimetres = -truncation.millimetres
        case .head: marginMillimetres = -truncation.millimetres
        case .feet: break  // the bed stops earlier
        }
    }
}

extension UptakeProtocol {
    /// Imaged early and with less activity where that went wrong.
    fileprivate func with(_ artefacts: Artefacts) -> UptakeProtocol {
        var tracer = self
        if let minutes = artefacts.earlyMinutes { tracer = tracer.imaged(after: minutes) }
        if let low = artefacts.lowCounts, low.means == .activity { tracer = tracer.diluted(by: low.factor) }
        return tracer
    }
}

import Foundation
import Scintigraphy
import TestSupport
import Testing

@testable import Phantoms

/// What the tests of whole patients share: one skeleton, and cohorts of it.
enum Department {
    static let skeleton: Result<Skeleton, PhantomError> = Result { () throws(PhantomError) in
        try Skeleton(folder: installed("skeleton"))
    }

    /// Patients of both sexes as they come, without artefacts unless asked for.
    static func simulator(
        seed: UInt64 = 7, metastases: Double? = nil, artefacts: ArtefactFrequencies = .none,
        sex: Sex? = nil
    ) throws -> Simulator {
        var plan = try CohortPlan(seed: seed, indices: 1...100)
        plan.artefacts = artefacts
        try plan.set(sex: sex, referral: nil)
        if let metastases { plan.disease = try DiseaseOptions(metastases: metastases) }
        return Simulator(plan: plan, skeleton: try skeleton.get())
    }

    /// A man of 1.75 m and 73 kg with average bones and nothing wrong, who got 740 MBq, scanned after 3 h at 13.5 cm/min.
    static func referenceMan(_ simulator: Simulator) -> Patient {
        var man = simulator.patient(1)
        man.sex = .male
        man.age = 40
        man.lesions = []
        man.artefacts = Artefacts()
        man.physique.sex = .male
        man.physique.age = 40
        man.physique.statureMillimetres = 1750
        man.physique.statureLossMillimetres = 0
        man.physique.weightKilograms = 73
        man.physique.proportions = Physique.Proportions(
            legs: 1, arms: 1, shoulders: 1, thoraxWidth: 1, thoraxDepth: 1, pelvisWidth: 1, pelvisHeight: 1,
            head: 1, extremities: 1, boneThickness: 1)
        man.physique.breastMillilitres = 0
        man.physique.muscularity = 1
        man.uptake.injectedMBq = 740
        man.uptake.minutesAfterInjection = 180
        man.uptake.boneFraction = 0.269
        man.uptake.softTissueFraction = 0.22
        man.uptake.leftKidneyFraction = 0.005
        man.uptake.rightKidneyFraction = 0.005
        man.uptake.bladderFraction = 0.015
        man.uptake.boneFactors = man.uptake.boneFactors.map { _ in 1 }
        man.uptake.siteFactors = man.uptake.siteFactors.map { _ in 1 }
        man.examination.camera = .symbia
        man.examination.bedSpeedCentimetresPerMinute = 13.5
        return man
    }
}

import Foundation
import Scintigraphy

/// How bones and sites differ between people, between neighbours, between left and right, and with age.
extension Uptake {
    /// Between people, each bone has a CoV of 0.21, with the patient's own 0.26, made of what neighbours share
    /// and what they do not: its group, a course along spine, ribs or rays in which neighbours are alike, left
    /// against right, and itself.
    static func boneFactors(sex: Sex, age: Double, using generator: inout SeededGenerator) -> [Float] {
        let groups = BoneGroup.allCases.map { _ in generator.normal(sd: 0.18) }
        let asymmetries = BoneGroup.allCases.map { _ in generator.normal(sd: 0.03) }
        let courses = BoneGroup.allCases.map { _ in course(using: &generator) }
        let own = Bone.all.map { _ in generator.normal(sd: 0.025) }
        return Bone.all.indices.map { index in
            let bone = Bone.all[index]
            let group = BoneGroup(bone)
            let place = group.rawValue
            let sided = bone.side.map { Double($0.sign) * asymmetries[place] } ?? 0
            let along = courses[place][bone.spineLevel ?? bone.level ?? 0]
            let sum = groups[place] + sided + along + own[index]
            return Float(exp(sum) * expected(group, sex: sex, age: age))
        }
    }

    /// Along a row of bones: stationary, first order, neighbours correlated by 0.9.
    private static func course(using generator: inout SeededGenerator) -> [Double] {
        let (sd, correlation) = (0.1, 0.9)
        var course = [generator.normal(sd: sd)]
        for _ in 1...25 {
            let step = generator.normal(sd: sd * (1 - correlation * correlation).squareRoot())
            course.append(correlation * course[course.count - 1] + step)
        }
        return course
    }

    /// Vertebrae: more in men, less with age (lumbar SUV against age r = -0.39 to -0.44: EJNMMI Res 3:45,
    /// 2013; Chin J Med Imaging Technol 36:1070, 2020). Skull: more in older women.
    private static func expected(_ group: BoneGroup, sex: Sex, age: Double) -> Double {
        let decades = (age - 60) / 10
        return switch group {
        case .spine: (sex == .male ? 1.05 : 0.95) * exp(-0.04 * decades)
        case .skull: sex == .female ? 1.1 * exp(0.04 * max(0, decades + 1)) : 1
        default: 1
        }
    }

    /// A person's own tendency (CoV 0.35) times the site's kind, age and chance; both sides of a pair are
    /// alike. The average is that of the age of 55.
    static func siteFactors(
        sex: Sex, age: Double, dominant: Side, using generator: inout SeededGenerator
    ) -> [Float] {
        let tendency = generator.logNormal(median: 1, cv: 0.35)
        let shared = BoneSite.Kind.allCases.map { _ in generator.normal() }
        let hyperostosis = hyperostosis(sex: sex, age: age, using: &generator)
        return BoneSite.all.map { site in
            let course = site.kind.course
            let decades = max(0, (age - 40) / 10)
            let spread = log(1 + course.cv * course.cv).squareRoot()
            let common = shared[BoneSite.Kind.allCases.firstIndex(of: site.kind) ?? 0]
            let chance = spread * (0.8 * common + 0.6 * generator.normal())
            let usual = 1 + course.growth * 1.5
            var factor = (1 + course.growth * decades * tendency) / usual * exp(chance)
            if site.kind.followsHandedness { factor *= site.side == dominant ? 1.1 : 0.93 }
            if site.kind == .frontalBone { factor *= hyperostosis }
            return Float(factor)
        }
    }

    /// Hyperostosis frontalis interna: one woman in five above 50, one man in fifty (assumed).
    private static func hyperostosis(
        sex: Sex, age: Double, using generator: inout SeededGenerator
    ) -> Double {
        let isAffected = generator.chance(sex == .female && age > 50 ? 0.2 : 0.02)
        let degree = generator.uniform(in: 3...8)
        return isAffected ? degree : 1
    }
}

/// Bones that have more or less tracer together.
enum BoneGroup: Int, CaseIterable {
    case skull, spine, ribs, sternum, clavicles, scapulae, pelvis
    case humeri, forearms, hands, thighs, legs, feet

    init(_ bone: Bone) {
        switch bone.region {
        case .skull: self = .skull
        case .cervicalSpine, .thoracicSpine, .lumbarSpine, .sacrum: self = .spine
        case .ribs: self = .ribs
        case .sternum: self = .sternum
        case .clavicles: self = .clavicles
        case .scapulae: self = .scapulae
        case .pelvis: self = .pelvis
        case .upperLimbs: self = Self.arm[bone.part] ?? .hands
        case .lowerLimbs: self = Self.leg[bone.part] ?? .feet
        }
    }

    private static let arm: [String: BoneGroup] = [
        "humerus": .humeri, "radius": .forearms, "ulna": .forearms,
    ]
    private static let leg: [String: BoneGroup] = [
        "femur": .thighs, "patella": .thighs, "tibia": .legs, "fibula": .legs,
    ]
}

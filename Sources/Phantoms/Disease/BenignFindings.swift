import Scintigraphy

/// Draws what one patient's skeleton shows besides metastases: groups of lesions that are one disease each.
struct BenignFindings {
    let referral: Referral
    let sex: Sex
    let age: Double
    let skeleton: Skeleton

    func sample(using generator: inout SeededGenerator) -> [[Lesion]] {
        var groups: [[Lesion]] = []
        for finding in BenignFinding.allCases {
            // A stream for each, so that a change in one does not move the others.
            var own = SeededGenerator(seed: generator.next())
            guard own.chance(finding.chance(sex: sex, age: age, referral: referral)) else { continue }
            groups += lesions(of: finding, using: &own).filter { !$0.isEmpty }
        }
        return groups.withoutReplacedJoints
    }

    func lesions(
        of finding: BenignFinding, using generator: inout SeededGenerator
    ) -> [[Lesion]] {
        if let joint = WornJoint.all.first(where: { $0.finding == finding }) {
            return worn(joint, using: &generator)
        }
        return switch finding {
        case .facets: facets(using: &generator)
        case .endplates: endplates(using: &generator)
        case .ribFractures: [ribFractures(using: &generator)]
        case .sacralFracture: [sacralFracture(using: &generator)]
        case .pubicFracture: [pubicFracture(using: &generator)]
        case .compression: compressions(using: &generator)
        case .otherFracture: [otherFracture(using: &generator)]
        case .paget: [paget(using: &generator)]
        case .fibrousDysplasia: [fibrousDysplasia(using: &generator)]
        case .boneIsland: [boneIsland(using: &generator)]
        case .haemangioma: [haemangioma(using: &generator)]
        case .sinusitis: [sinusitis(using: &generator)]
        case .dental: [dental(using: &generator)]
        case .hipProsthesis:
            sides(bilateral: 0.25, using: &generator).map { hipProsthesis($0, using: &generator) }
        case .kneeProsthesis:
            sides(bilateral: 0.35, using: &generator).map { kneeProsthesis($0, using: &generator) }
        case .sternotomy: [sternotomy(using: &generator)]
        case .costochondritis: [costochondritis(using: &generator)]
        case .enthesopathy: enthesopathy(using: &generator)
        default: []
        }
    }

    /// One side or, with the chance `bilateral`, both.
    func sides(bilateral: Double, using generator: inout SeededGenerator) -> [Side] {
        let both = generator.chance(bilateral)
        let one = side(using: &generator)
        return both ? Side.allCases : [one]
    }

    func side(using generator: inout SeededGenerator) -> Side { generator.chance(0.5) ? .left : .right }

    /// A spheroid at a spot, with the scatter of patients; nil where there is no such bone.
    func focus(
        _ cause: Cause, at spot: Spot, on side: Side, ratio: Double, axis: SIMD3<Float> = SIMD3(0, 1, 0),
        halfLength: Double, halfWidth: Double, scatter: Double = 2, using generator: inout SeededGenerator
    ) -> Lesion? {
        guard let bone = spot.bone(on: side) else { return nil }
        let place = spot.place(in: skeleton[bone], on: side, scatter: scatter, using: &generator)
        return Lesion(
            at: place, in: bone, cause: cause, ratio: ratio, axis: axis, halfLength: halfLength,
            halfWidth: halfWidth)
    }
}

extension [[Lesion]] {
    /// Without the wear of joints that have been replaced.
    fileprivate var withoutReplacedJoints: [[Lesion]] {
        let replaced = joined().filter { $0.cause == .prosthesis }.map(\.bone)
        return filter { group in
            !group.contains { $0.cause == .degenerativeJoint && replaced.contains($0.bone) }
        }
    }
}

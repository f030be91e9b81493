import Scintigraphy

/// The metastases of one patient.
enum Metastases {
    /// More than this many are drawn as a superscan.
    static let superscan = 40

    /// Draws number, places, sizes and ratios.
    static func sample(
        _ pattern: MetastaticPattern, skeleton: Skeleton, using generator: inout SeededGenerator
    ) -> [Lesion] {
        let number = pattern.number(using: &generator)
        let shares = pattern.shares(number: number)
        let lesions = (0..<number).map { _ in
            let region = MetastaticPattern.regions[generator.index(weights: shares)]
            let bone = bone(in: region, skeleton: skeleton, using: &generator)
            let lytic = generator.chance(pattern.lyticShare)
            return lesion(in: skeleton[bone], lytic: lytic, using: &generator)
        }
        guard number > superscan else { return lesions }
        return lesions + infiltration(of: skeleton, using: &generator)
    }

    /// One of a region's bones, by its volume and the share of red marrow in it.
    static func bone(
        in region: SkeletalRegion, skeleton: Skeleton, using generator: inout SeededGenerator
    ) -> Bone {
        let bones = Bone.all.filter { $0.region == region }
        let weights = bones.map { bone in
            let solid = skeleton[bone]
            return Double(solid.pointVolume) * Double(solid.points.count) * marrow(of: bone)
        }
        return bones[generator.index(weights: weights)]
    }

    /// The share of red marrow, relative to the other bones of the region. Adults keep it in the proximal ends of
    /// humerus and femur; beyond elbow and knee metastases are rare.
    private static func marrow(of bone: Bone) -> Double {
        switch bone.part {
        case "tibia": 0.06
        case "radius", "ulna": 0.03
        case "fibula": 0.03
        case "humerus", "femur": 1
        default: bone.region == .upperLimbs || bone.region == .lowerLimbs ? 0.01 : 1
        }
    }

    private static func lesion(
        in solid: BoneSolid, lytic: Bool, using generator: inout SeededGenerator
    ) -> Lesion {
        let size = Float(generator.logNormal(median: 18, cv: 0.5, in: 8...60))
        let ratio = Float(
            lytic ? generator.uniform(in: 0.15...0.6) : generator.logNormal(median: 4.5, cv: 0.55, in: 2...12)
        )
        return MetastaticFocus(size: size, ratio: ratio).lesion(in: solid, using: &generator)
    }

    /// What lies between the foci of a superscan: most axial bones as a whole, each to its own degree, seldom the skull
    /// (which metabolic disease takes), and many foci in the upper thirds of humerus and femur.
    private static func infiltration(
        of skeleton: Skeleton, using generator: inout SeededGenerator
    ) -> [Lesion] {
        var lesions: [Lesion] = []
        for solid in skeleton.solids {
            switch solid.bone.region {
            case .upperLimbs, .lowerLimbs:
                guard ["femur", "humerus"].contains(solid.bone.part), generator.chance(0.75) else { continue }
                let count = 6 + Int(generator.uniform() * 8)
                lesions += (0..<count).map { _ in
                    let size = Float(generator.uniform(in: 15...45))
                    let ratio = Float(generator.uniform(in: 1.8...4))
                    return MetastaticFocus(size: size, ratio: ratio).lesion(in: solid, using: &generator)
                }
            case .skull, .cervicalSpine, .thoracicSpine, .lumbarSpine, .sacrum, .pelvis, .ribs, .sternum,
                .clavicles,
                .scapulae:
                guard generator.chance(solid.bone.region == .skull ? 0.15 : 0.88) else { continue }
                let ratio = Float(generator.logNormal(median: 4.5, cv: 0.35, in: 3...8))
                lesions.append(Lesion(wholeOf: solid, cause: .metastasis, ratio: ratio))
            }
        }
        return lesions
    }
}

extension [Lesion] {
    /// Whether metastases have taken so much of the skeleton that organs and limbs fade.
    public var isSuperscan: Bool { filter(\.isMalignant).count > Metastases.superscan }
}

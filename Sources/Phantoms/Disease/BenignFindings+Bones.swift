import Scintigraphy

/// Diseases of a bone as a whole, and harmless ones that hardly show.
extension BenignFindings {
    /// One bone, sometimes two or three, all of it.
    func paget(using generator: inout SeededGenerator) -> [Lesion] {
        let parts = [
            "hip bone", "femur", "L3", "L2", "L4", "sacrum", "skull", "tibia", "T12", "scapula", "humerus",
        ]
        var weights = [5, 3, 2, 1, 1, 2, 2, 2, 1, 1, 1.5]
        let ratio = generator.uniform(in: 4...10)
        return (0..<1 + generator.index(weights: [0.65, 0.25, 0.1])).compactMap { _ in
            let index = generator.index(weights: weights)
            weights[index] = 0
            let side = side(using: &generator)
            guard let bone = Spot(parts[index], 0, 0, 0).bone(on: side) else { return nil }
            let own = min(max(ratio * generator.uniform(in: 0.8...1.2), 4), 10)
            return Lesion(wholeOf: skeleton[bone], cause: .paget, ratio: Float(own))
        }
    }

    /// A stretch of a femur, a tibia, a rib, or a place of the skull.
    func fibrousDysplasia(using generator: inout SeededGenerator) -> [Lesion] {
        let spots = [
            Spot("femur", 0, 0.6, 0), Spot("tibia", 0, 0.2, 0), Spot("rib 6", 1, 0, 0),
            Spot("skull", 0.4, -0.3, 0.7),
        ]
        let spot = spots[generator.index(weights: [4, 2, 3, 2])]
        let side = side(using: &generator)
        guard let bone = spot.bone(on: side) else { return [] }
        let place = spot.place(in: skeleton[bone], on: side, scatter: 12, using: &generator)
        return [
            Lesion(
                at: place, in: bone, cause: .fibrousDysplasia,
                ratio: generator.logNormal(median: 4, cv: 0.3, in: 2...8),
                axis: skeleton[bone].direction(at: place, within: 40),
                halfLength: generator.uniform(in: 20...60), halfWidth: generator.uniform(in: 15...25))
        ]
    }

    /// About as bright as its surroundings.
    func boneIsland(using generator: inout SeededGenerator) -> [Lesion] {
        let region: SkeletalRegion = [.pelvis, .lowerLimbs, .ribs, .thoracicSpine][
            generator.index(weights: [4, 3, 2, 2])]
        let bone = Metastases.bone(in: region, skeleton: skeleton, using: &generator)
        return [small(.boneIsland, in: bone, ratio: generator.uniform(in: 0.9...1.3), using: &generator)]
    }

    /// In the body of a vertebra, as bright as its surroundings or a little cold.
    func haemangioma(using generator: inout SeededGenerator) -> [Lesion] {
        guard let bone = Bone(Self.column[11 + Int(generator.uniform() * 13)]) else { return [] }
        return [small(.haemangioma, in: bone, ratio: generator.uniform(in: 0.7...1.1), using: &generator)]
    }

    private func small(
        _ cause: Cause, in bone: Bone, ratio: Double, using generator: inout SeededGenerator
    ) -> Lesion {
        let radius = generator.uniform(in: 3...8)
        return Lesion(
            at: skeleton[bone].point(using: &generator), in: bone, cause: cause, ratio: ratio,
            halfLength: radius,
            halfWidth: radius)
    }
}

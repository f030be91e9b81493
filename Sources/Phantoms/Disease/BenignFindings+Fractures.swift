import Scintigraphy

/// Fractures: bright for weeks, then fading over 6 to 24 months.
extension BenignFindings {
    /// Two to five neighbouring ribs, broken one above the other.
    func ribFractures(using generator: inout SeededGenerator) -> [Lesion] {
        let side = side(using: &generator)
        let count = 2 + generator.index(weights: [0.4, 0.3, 0.2, 0.1])
        let first = 3 + Int(generator.uniform() * 6)  // 3 to 8
        let age = generator.uniform()
        var lesions: [Lesion] = []
        var place: SIMD3<Float>?
        for level in first..<min(first + count, 13) {
            guard let bone = Bone("\(side.rawValue) rib \(level)") else { continue }
            let solid = skeleton[bone]
            let here = place.map { solid.point(below: $0) } ?? solid.point(using: &generator)
            // The next rib may not reach as far forward.
            if let place, (here.x - place.x).magnitude + (here.z - place.z).magnitude > 20 { break }
            lesions.append(
                Lesion(
                    at: here, in: bone, cause: .ribFracture,
                    ratio: fresh(age, using: &generator), axis: solid.direction(at: here, within: 15),
                    halfLength: generator.uniform(in: 4...8), halfWidth: 8))
            place = here
        }
        return lesions
    }

    /// The H of both wings and the body; often only one wing, or without the bar.
    func sacralFracture(using generator: inout SeededGenerator) -> [Lesion] {
        let ratio = generator.logNormal(median: 4, cv: 0.35, in: 2...8)
        let wings = sides(bilateral: 0.7, using: &generator).compactMap { side in
            focus(
                .insufficiencyFracture, at: Spot("sacrum", 0.6, 0.4, 0.1), on: side, ratio: ratio,
                halfLength: generator.uniform(in: 25...38), halfWidth: generator.uniform(in: 7...11),
                using: &generator)
        }
        guard wings.count == 2, generator.chance(0.6) else { return wings }
        let bar = focus(
            .insufficiencyFracture, at: Spot("sacrum", 0, 0.2, 0), on: .left, ratio: ratio,
            axis: SIMD3(1, 0, 0), halfLength: 32, halfWidth: generator.uniform(in: 6...9), using: &generator)
        return wings + [bar].compactMap { $0 }
    }

    /// The upper ramus, the lower one, or both.
    func pubicFracture(using generator: inout SeededGenerator) -> [Lesion] {
        let side = side(using: &generator)
        let ratio = generator.logNormal(median: 4, cv: 0.35, in: 2...8)
        let rami = [Spot("hip bone", -0.4, -0.65, 0.75), Spot("hip bone", -0.5, -0.95, 0.5)]
        let which = generator.index(weights: [0.35, 0.2, 0.45])
        return rami.enumerated().filter { which == 2 || $0.offset == which }.compactMap { _, spot in
            focus(
                .insufficiencyFracture, at: spot, on: side, ratio: ratio,
                halfLength: generator.uniform(in: 7...14), halfWidth: generator.uniform(in: 7...12),
                using: &generator)
        }
    }

    /// One to three vertebrae, each a horizontal band of its own age.
    func compressions(using generator: inout SeededGenerator) -> [[Lesion]] {
        var weights = [1, 1.5, 2, 1.5, 1.5, 2, 4, 4, 2.5, 2, 1]  // T6 to L4
        let count = 1 + generator.index(weights: [0.6, 0.28, 0.12])
        return (0..<count).compactMap { _ in
            let index = generator.index(weights: weights)
            weights[index] = 0
            guard let bone = Bone(Self.column[12 + index]) else { return nil }
            let place = Spot(bone.part, 0, 0.4, 0.6).place(
                in: skeleton[bone], on: .left, scatter: 1, using: &generator)
            return [
                Lesion(
                    .band, at: place, in: bone, cause: .compressionFracture,
                    ratio: fresh(generator.uniform(), using: &generator),
                    halfLength: generator.uniform(in: 4...8), halfWidth: 40)
            ]
        }
    }

    /// Of a limb or the clavicle: a band across the bone.
    func otherFracture(using generator: inout SeededGenerator) -> [Lesion] {
        let spots = [
            Spot("radius", 0.2, -0.85, 0), Spot("clavicle", 0, 0, 0), Spot("humerus", 0, 0.75, 0),
            Spot("femur", -0.1, 0.9, 0), Spot("tibia", 0, -0.6, 0), Spot("fibula", 0, -0.8, 0),
            Spot("metatarsal 2", 0, 0, 0.3), Spot("metatarsal 3", 0, 0, 0.3),
            Spot("metatarsal 5", 0, 0, -0.8),
            Spot("metacarpal 5", 0, -0.6, 0), Spot("calcaneus", 0, 0, 0), Spot("scaphoid", 0, 0, 0),
        ]
        let weights = [4, 2, 2, 1.5, 2, 2, 1.5, 1.5, 1.5, 1, 1, 1]
        let spot = spots[generator.index(weights: weights)]
        let side = side(using: &generator)
        guard let bone = spot.bone(on: side) else { return [] }
        let solid = skeleton[bone]
        let place = spot.place(in: solid, on: side, scatter: 6, using: &generator)
        return [
            Lesion(
                .band, at: place, in: bone, cause: .otherFracture,
                ratio: fresh(generator.uniform(), using: &generator),
                axis: solid.direction(at: place, within: 30),
                halfLength: generator.uniform(in: 4...12), halfWidth: 25)
        ]
    }

    /// The ratio of a fracture `age` of the way from fresh (0) to healed (1).
    private func fresh(_ age: Double, using generator: inout SeededGenerator) -> Double {
        1.2 + (1 - age) * generator.uniform(in: 2...6)
    }
}

extension BoneSolid {
    /// The point of a rib that lies straightest below a place of the rib above.
    fileprivate func point(below place: SIMD3<Float>) -> SIMD3<Float> {
        points.min { horizontal($0, place) < horizontal($1, place) } ?? points[0]
    }

    private func horizontal(_ a: SIMD3<Float>, _ b: SIMD3<Float>) -> Float {
        (a.x - b.x) * (a.x - b.x) + (a.z - b.z) * (a.z - b.z)
    }
}

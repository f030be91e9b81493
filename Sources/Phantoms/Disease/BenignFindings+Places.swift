import Scintigraphy

/// Findings with a place of their own: sinuses, teeth, the sternum, costal cartilages, insertions of tendons.
extension BenignFindings {
    func sinusitis(using generator: inout SeededGenerator) -> [Lesion] {
        let ratio = generator.logNormal(median: 1.6, cv: 0.25, in: 1.2...3)
        let spot = generator.chance(0.75) ? Spot("skull", 0.4, -0.6, 0.75) : Spot("skull", 0.2, 0, 1)
        return sides(bilateral: 0.4, using: &generator).compactMap { side in
            let radius = generator.uniform(in: 11...17)
            return focus(
                .sinusitis, at: spot, on: side, ratio: ratio, halfLength: radius, halfWidth: radius,
                scatter: 3,
                using: &generator)
        }
    }

    /// Of upper or lower jaw.
    func dental(using generator: inout SeededGenerator) -> [Lesion] {
        (0...generator.index(weights: [0.55, 0.3, 0.15])).compactMap { _ in
            let forward = Float(generator.uniform(in: 0...0.8))
            let spot =
                generator.chance(0.6)
                ? Spot("mandible", 0.75 - 0.5 * forward, -0.5, forward)
                : Spot("skull", 0.3, -0.9, 0.5 + 0.4 * forward)
            let radius = generator.uniform(in: 5...9)
            return focus(
                .dental, at: spot, on: side(using: &generator),
                ratio: generator.logNormal(median: 2, cv: 0.4, in: 1.3...5), halfLength: radius,
                halfWidth: radius, using: &generator)
        }
    }

    /// The line along which manubrium and body were sawn and wired.
    func sternotomy(using generator: inout SeededGenerator) -> [Lesion] {
        let ratio = generator.uniform(in: 1.3...2.8)
        // The sternum lies aslant: its upper end is farther back.
        let down = SIMD3<Float>(0, -0.95, 0.3)
        return ["manubrium", "sternum"].compactMap { part in
            guard let bone = Bone(part) else { return nil }
            let solid = skeleton[bone]
            let (middle, half) = solid.box
            return Lesion(
                at: solid.point(nearestTo: middle), in: bone, cause: .sternotomy, ratio: ratio,
                axis: down, halfLength: Double(half.y) * 1.1, halfWidth: 8
            )
        }
    }

    /// Front ends of one to three neighbouring ribs.
    func costochondritis(using generator: inout SeededGenerator) -> [Lesion] {
        let side = side(using: &generator)
        let first = 2 + Int(generator.uniform() * 4)  // 2 to 5
        let last = first + generator.index(weights: [0.4, 0.35, 0.25])
        return (first...last).compactMap { level in
            focus(
                .costochondritis, at: Spot("rib \(level)", 0, -1, 1), on: side,
                ratio: generator.logNormal(median: 1.9, cv: 0.3, in: 1.3...3.5), halfLength: 8, halfWidth: 8,
                using: &generator)
        }
    }

    /// Heel, greater trochanter, tibial tuberosity, iliac crest, patella, deltoid tuberosity.
    func enthesopathy(using generator: inout SeededGenerator) -> [[Lesion]] {
        let spots = [
            Spot("calcaneus", 0, -0.8, -0.9), Spot("femur", 0.9, 0.93, 0), Spot("tibia", 0, 0.8, 0.9),
            Spot("hip bone", 0.7, 1, 0.3), Spot("patella", 0, 0.9, 0.6), Spot("humerus", 0.5, 0.25, 0.3),
        ]
        let spot = spots[generator.index(weights: [4, 3, 1.5, 2, 2, 1])]
        return sides(bilateral: 0.45, using: &generator).map { side in
            let radius = generator.uniform(in: 6...11)
            let lesion = focus(
                .enthesopathy, at: spot, on: side, ratio: generator.uniform(in: 1.3...2.5),
                halfLength: radius, halfWidth: radius, using: &generator)
            return [lesion].compactMap { $0 }
        }
    }
}

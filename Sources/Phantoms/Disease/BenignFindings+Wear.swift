import Scintigraphy

/// Wear of joints: 1.3 to 3 times the uptake of the bone around.
extension BenignFindings {
    private func wear(using generator: inout SeededGenerator) -> Double {
        generator.logNormal(median: 1.7, cv: 0.28, in: 1.3...3)
    }

    /// Of one side, or more often of both with different degrees.
    func worn(_ joint: WornJoint, using generator: inout SeededGenerator) -> [[Lesion]] {
        sides(bilateral: 0.6, using: &generator).map { side in
            let ratio = wear(using: &generator)
            var lesions: [Lesion] = []
            for (index, place) in joint.places.enumerated() where index == 0 || generator.chance(0.55) {
                let radius = place.radius * generator.uniform(in: 0.75...1.15)
                let own = min(max(ratio * generator.uniform(in: 0.85...1.15), 1.3), 3)
                lesions += [
                    focus(
                        .degenerativeJoint, at: place.spot, on: side, ratio: own, halfLength: radius,
                        halfWidth: radius, using: &generator)
                ].compactMap { $0 }
            }
            return lesions
        }
    }

    /// One to three levels, mostly the lowest, on one or both sides.
    func facets(using generator: inout SeededGenerator) -> [[Lesion]] {
        levels(["L5", "L4", "L3", "C5", "C4", "T12"], [5, 4, 2, 1.5, 1.5, 1], using: &generator).flatMap {
            part in
            sides(bilateral: 0.5, using: &generator).map { side in
                let lesion = focus(
                    .facetArthropathy, at: Spot(part, 0.5, -0.2, -0.4), on: side,
                    ratio: wear(using: &generator), halfLength: generator.uniform(in: 6...9),
                    halfWidth: generator.uniform(in: 6...8), using: &generator)
                return [lesion].compactMap { $0 }
            }
        }
    }

    /// The end plates to both sides of a disc, one to three discs; often more on one side, where scoliosis or a
    /// spondylophyte loads them.
    func endplates(using generator: inout SeededGenerator) -> [[Lesion]] {
        let discs = ["L5", "L4", "L3", "L2", "L1", "T12", "T9", "C6", "C5"]
        return levels(discs, [5, 4, 2.5, 1.5, 1, 1, 1, 1.5, 1.5], using: &generator).map { upper in
            let side = side(using: &generator)
            let ratio = wear(using: &generator)
            let lateral = Float(generator.uniform(in: 0...0.5))
            return [(upper, Float(-0.6)), (below(upper), 0.6)].compactMap { part, up in
                focus(
                    .endplateDisease, at: Spot(part, lateral, part == "sacrum" ? 1 : up, 0.6), on: side,
                    ratio: ratio, halfLength: generator.uniform(in: 3...5),
                    halfWidth: generator.uniform(in: 12...22) * (part.hasPrefix("C") ? 0.6 : 1),
                    using: &generator)
            }
        }
    }

    private func levels(
        _ parts: [String], _ weights: [Double], using generator: inout SeededGenerator
    ) -> [String] {
        let count = 1 + generator.index(weights: [0.5, 0.35, 0.15])
        var weights = weights
        return (0..<count).map { _ in
            let index = generator.index(weights: weights)
            weights[index] = 0
            return parts[index]
        }
    }

    /// The bone on the other side of the disc.
    private func below(_ part: String) -> String {
        guard let index = Self.column.firstIndex(of: part), index + 1 < Self.column.count else {
            return "sacrum"
        }
        return Self.column[index + 1]
    }

    static let column =
        (1...7).map { "C\($0)" } + (1...12).map { "T\($0)" } + (1...5).map { "L\($0)" }
}

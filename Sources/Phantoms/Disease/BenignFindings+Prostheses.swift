import Scintigraphy

/// Artificial joints: nothing is taken up where metal has replaced bone, and more around it for a year or two, or where
/// it has come loose.
extension BenignFindings {
    /// Head, neck and stem in the femur, cup in the hip bone.
    func hipProsthesis(_ side: Side, using generator: inout SeededGenerator) -> [Lesion] {
        guard let femur = Bone("\(side.rawValue) femur"), let hip = Bone("\(side.rawValue) hip bone") else {
            return []
        }
        let rim = rim(using: &generator)
        let stemLength = generator.uniform(in: 60...80)
        // The femur's frame has its origin in the middle of the head.
        let head = skeleton[femur].point(nearestTo: .zero)
        let stem = Spot("femur", 0.1, 0.5, 0).place(
            in: skeleton[femur], on: side, scatter: 0, using: &generator)
        let cup = Spot("hip bone", 0.16, -0.6, 0.2).place(
            in: skeleton[hip], on: side, scatter: 0, using: &generator)
        let shaft = skeleton[femur].direction(at: stem, within: 60)
        let tip = skeleton[femur].point(nearestTo: stem - shaft * (shaft.y < 0 ? -1 : 1) * Float(stemLength))
        return [
            metal(at: head, in: femur, halfLength: 34, halfWidth: 34),
            metal(at: stem, in: femur, axis: shaft, halfLength: stemLength, halfWidth: 8),
            metal(at: cup, in: hip, halfLength: 20, halfWidth: 20),
            Lesion(
                .shell, at: stem, in: femur, cause: .prosthesis, ratio: rim, axis: shaft,
                halfLength: stemLength + 3, halfWidth: 11),
            Lesion(
                at: tip, in: femur, cause: .prosthesis, ratio: rim * generator.uniform(in: 1...1.5),
                halfLength: 14, halfWidth: 14),
            Lesion(.shell, at: cup, in: hip, cause: .prosthesis, ratio: rim, halfLength: 23, halfWidth: 23),
        ]
    }

    /// The ends of femur and tibia, the latter with a short stem; the patella reacts.
    func kneeProsthesis(_ side: Side, using generator: inout SeededGenerator) -> [Lesion] {
        guard let femur = Bone("\(side.rawValue) femur"), let tibia = Bone("\(side.rawValue) tibia"),
            let patella = Bone("\(side.rawValue) patella")
        else { return [] }
        let rim = rim(using: &generator)
        return replacedEnd(of: femur, up: -1, thickness: 12, rim: rim)
            + replacedEnd(of: tibia, up: 1, thickness: 6, rim: rim * generator.uniform(in: 1...1.3))
            + [Lesion(wholeOf: skeleton[patella], cause: .prosthesis, ratio: Float(max(rim * 0.9, 1)))]
    }

    private func replacedEnd(of bone: Bone, up: Float, thickness: Double, rim: Double) -> [Lesion] {
        let solid = skeleton[bone]
        let (middle, half) = solid.box
        let end = middle + SIMD3(0, half.y * up, 0)
        let inside = solid.point(nearestTo: end - SIMD3(0, up * Float(thickness + 8), 0))
        return [
            Lesion(
                .band, at: solid.point(nearestTo: end), in: bone, cause: .prosthesis, ratio: Self.replaced,
                halfLength: thickness, halfWidth: Double(half.max())),
            Lesion(
                .band, at: inside, in: bone, cause: .prosthesis, ratio: rim, halfLength: 6,
                halfWidth: Double(half.max())),
        ]
    }

    private func metal(
        at place: SIMD3<Float>, in bone: Bone, axis: SIMD3<Float> = SIMD3(0, 1, 0), halfLength: Double,
        halfWidth: Double
    ) -> Lesion {
        Lesion(
            at: place, in: bone, cause: .prosthesis, ratio: Self.replaced, axis: axis, halfLength: halfLength,
            halfWidth: halfWidth)
    }

    /// What is left of the uptake where metal is.
    private static let replaced = 0.02

    private func rim(using generator: inout SeededGenerator) -> Double {
        generator.logNormal(median: 1.5, cv: 0.35, in: 1.1...4)
    }
}

import Scintigraphy

/// A place of a bone as anatomy names it, by shares of the bone's box.
struct Spot: Sendable {
    /// The bone without its side: "femur".
    let part: String
    /// From -1 (medial, lowest, hindmost) to 1 (lateral, highest, foremost). In a midline bone `lateral` is
    /// measured from the midline to the side in question.
    let lateral, up, front: Float

    init(_ part: String, _ lateral: Float, _ up: Float, _ front: Float) {
        (self.part, self.lateral, self.up, self.front) = (part, lateral, up, front)
    }

    /// The bone on one side, or the only one.
    func bone(on side: Side) -> Bone? { Bone("\(side.rawValue) \(part)") ?? Bone(part) }

    /// The point of the bone that lies nearest to the spot, with the scatter of patients.
    func place(
        in solid: BoneSolid, on side: Side, scatter: Double, using generator: inout SeededGenerator
    ) -> SIMD3<Float> {
        let (middle, half) = solid.box
        let jitter = SIMD3(
            Float(generator.normal(sd: scatter)), Float(generator.normal(sd: scatter)),
            Float(generator.normal(sd: scatter)))
        return solid.point(nearestTo: middle + half * SIMD3(lateral * side.sign, up, front) + jitter)
    }
}

import Scintigraphy

/// A metastasis of some size before it has a place: where it sits and how it grows depends on the bone.
struct MetastaticFocus {
    /// Its largest diameter in mm.
    let size: Float
    let ratio: Float

    func lesion(in solid: BoneSolid, using generator: inout SeededGenerator) -> Lesion {
        switch solid.bone.region {
        case .cervicalSpine, .thoracicSpine, .lumbarSpine: vertebral(in: solid, using: &generator)
        case .ribs, .clavicles: elongated(in: solid, at: solid.point(using: &generator), reach: 15)
        case .upperLimbs, .lowerLimbs:
            elongated(in: solid, at: proximal(in: solid, using: &generator), reach: 40)
        case .skull, .sacrum, .pelvis, .sternum, .scapulae:
            round(in: solid, at: solid.point(using: &generator), using: &generator)
        }
    }

    /// A focus in body or arch, a pedicle, or the whole vertebra.
    private func vertebral(in solid: BoneSolid, using generator: inout SeededGenerator) -> Lesion {
        let kind = generator.index(weights: [0.5, 0.27, 0.23])
        if kind == 2 { return Lesion(wholeOf: solid, cause: .metastasis, ratio: ratio) }
        guard kind == 1 else {
            return round(in: solid, at: solid.point(using: &generator), using: &generator)
        }
        let side: Side = generator.chance(0.5) ? .left : .right
        let pedicle = Spot(solid.bone.part, 0.45, 0.3, 0)
        let place = pedicle.place(in: solid, on: side, scatter: 2, using: &generator)
        return round(in: solid, at: place, using: &generator)
    }

    /// In a long bone mostly in its upper third, where red marrow is.
    private func proximal(in solid: BoneSolid, using generator: inout SeededGenerator) -> SIMD3<Float> {
        let (middle, half) = solid.box
        let upper = generator.chance(0.8)
        var place = solid.point(using: &generator)
        // A third of the points lie there: 16 draws miss it once in 650.
        for _ in 0..<16 where upper && place.y < middle.y + half.y / 3 {
            place = solid.point(using: &generator)
        }
        return place
    }

    /// Along the bone and as wide as it.
    private func elongated(in solid: BoneSolid, at place: SIMD3<Float>, reach: Float) -> Lesion {
        Lesion(
            bone: solid.bone, cause: .metastasis, shape: .ellipsoid, centre: place,
            axis: solid.direction(at: place, within: reach), halfLength: size / 2,
            halfWidth: max(size / 3, 4), ratio: ratio)
    }

    /// A spheroid in any direction, up to one and a half times as long as wide.
    private func round(
        in solid: BoneSolid, at place: SIMD3<Float>, using generator: inout SeededGenerator
    ) -> Lesion {
        Lesion(
            bone: solid.bone, cause: .metastasis, shape: .ellipsoid, centre: place,
            axis: generator.direction(), halfLength: size / 2,
            halfWidth: size / 2 * Float(generator.uniform(in: 0.65...1)), ratio: ratio)
    }
}

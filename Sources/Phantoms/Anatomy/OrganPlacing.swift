import Foundation

/// Where a patient's organs lie among the bones, as ellipsoids.
struct OrganPlacing {
    private let skeleton: PosedSkeleton
    private let size: Float
    private let viscera: Viscera

    init(_ skeleton: PosedSkeleton, _ physique: Physique, _ viscera: Viscera) {
        (self.skeleton, self.viscera) = (skeleton, viscera)
        // Organs grow with the body's volume, not only with its height.
        size = physique.size * Float(pow(physique.bodyMassIndex / 24, 0.2))
    }

    /// By ``Organ/index``; lungs and breasts are left empty.
    var ellipsoids: [[Ellipsoid]] {
        var organs = [[Ellipsoid]](repeating: [], count: Organ.allCases.count)
        organs[Organ.brain.index] = [brain]
        organs[Organ.heart.index] = [heart]
        organs[Organ.greatVessels.index] = vessels
        organs[Organ.liver.index] = liver
        organs[Organ.spleen.index] = [spleen]
        organs[Organ.stomach.index] = [stomach]
        for side in Side.allCases {
            let (kidney, pelvis) = kidney(side)
            organs[Organ.kidney(side).index] = kidney
            organs[Organ.renalPelvis(side).index] = pelvis
        }
        organs[Organ.bladder.index] = [bladder]
        organs[Organ.thyroid.index] = thyroid
        organs[Organ.salivaryGlands.index] = salivaryGlands
        return organs
    }

    private func ellipsoid(
        _ centre: SIMD3<Float>, _ halfAxes: SIMD3<Float>, turn: Placement = .identity
    ) -> Ellipsoid {
        Ellipsoid(centre: centre, halfAxes: halfAxes * size, turn: turn)
    }

    /// The middle of a vertebra's body, in front of that of all its points.
    private func vertebra(_ bone: Bone) -> SIMD3<Float> { skeleton.centroid(bone) + SIMD3(0, 0, 12 * size) }

    private static func turn(_ degrees: Float, about axis: SIMD3<Float>) -> Placement {
        Placement(turningBy: degrees * .pi / 180, about: axis)
    }

    private static let sagittal = SIMD3<Float>(1, 0, 0), long = SIMD3<Float>(0, 1, 0),
        deep = SIMD3<Float>(0, 0, 1)

    // MARK: Head and neck

    private var brain: Ellipsoid {
        let box = skeleton.box(.skull)
        let reach = (box.high - box.low) / 2
        let centre = SIMD3((box.low.x + box.high.x) / 2, box.high.y - reach.x, box.low.z + 0.94 * reach.z)
        return Ellipsoid(centre: centre, halfAxes: SIMD3(reach.x - 9, 0.86 * reach.x, 0.84 * reach.z))
    }

    private var thyroid: [Ellipsoid] {
        let neck = skeleton.centroid(.named("C7"))
        return Side.allCases.map { side in
            ellipsoid(
                neck + SIMD3(16 * side.sign, 8, 33) * size, SIMD3(8, 21, 9),
                turn: Self.turn(-10 * side.sign, about: Self.deep))
        }
    }

    private var salivaryGlands: [Ellipsoid] {
        let jaw = skeleton.box(.mandible)
        let centre = skeleton.centroid(.mandible)
        // The face looks from the skull's middle to the jaw's.
        let way = centre - skeleton.centroid(.skull)
        let facing = Self.turn(atan2(way.x, max(way.z, 1)) * 180 / .pi, about: Self.long)
        return Side.allCases.flatMap { side in
            [
                ellipsoid(
                    centre + facing.direction(SIMD3(40 * side.sign, 20, -22) * size), SIMD3(8, 21, 14)),
                ellipsoid(
                    SIMD3(centre.x, jaw.low.y + 12 * size, centre.z)
                        + facing.direction(SIMD3(17 * side.sign, 8, -8) * size), SIMD3(7, 9, 12)),
            ]
        }
    }

    // MARK: Chest

    private var heart: Ellipsoid {
        let breastbone = skeleton.box(.sternum)
        let spine = vertebra(.thoracic(8))
        let front = breastbone.high.z - 12 * size
        let depth = min(52 * size, (front - spine.z - 20 * size) / 2)
        let centre = SIMD3(spine.x + 22 * size, spine.y + 4 * size, front - depth - 6 * size)
        let axis = Self.turn(48, about: Self.deep)
        return Ellipsoid(centre: centre, halfAxes: SIMD3(50 * size, 68 * size, max(30, depth)), turn: axis)
    }

    private var vessels: [Ellipsoid] {
        func tube(_ from: SIMD3<Float>, _ to: SIMD3<Float>, _ radius: Float) -> Ellipsoid {
            let way = to - from
            let turn =
                Self.turn(-atan2(way.x, way.y) * 180 / .pi, about: Self.deep)
                * Self.turn(
                    atan2(way.z, (way.x * way.x + way.y * way.y).squareRoot()) * 180 / .pi,
                    about: Self.sagittal)
            let thick = radius * size
            return Ellipsoid(
                centre: (from + to) / 2, halfAxes: SIMD3(thick, way.length * 0.55, thick), turn: turn)
        }
        func beside(_ bone: Bone, _ x: Float, _ z: Float) -> SIMD3<Float> {
            vertebra(bone) + SIMD3(x, 0, z) * size
        }
        let arch = ellipsoid(beside(.thoracic(5), 4, 40), SIMD3(20, 26, 32))
        return [
            arch, tube(beside(.thoracic(11), 8, 26), beside(.thoracic(5), 18, 22), 13),
            tube(beside(.lumbar(4), 2, 32), beside(.thoracic(11), 8, 26), 10),
            tube(beside(.lumbar(4), -16, 30), beside(.thoracic(9), -20, 32), 12),
        ]
    }

    // MARK: Abdomen

    /// The distance from the spine to the inside of the ribs on one side, about the diaphragm.
    private func flank(_ side: Side) -> Float {
        let box = skeleton.box(.sided("rib 9", side))
        let spine = vertebra(.thoracic(10)).x
        return abs((side == .left ? box.high.x : box.low.x) - spine) - 9 * size
    }

    private var liver: [Ellipsoid] {
        let spine = vertebra(.thoracic(11))
        let wide = flank(.right)
        let half = 0.6 * wide
        return [
            Ellipsoid(
                centre: SIMD3(spine.x - wide + half, spine.y + 8 * size, spine.z + 34 * size),
                halfAxes: SIMD3(half, 78 * size, 68 * size), turn: Self.turn(-8, about: Self.deep)),
            ellipsoid(
                spine + SIMD3(-8, 18, 62) * size, SIMD3(62, 32, 34), turn: Self.turn(8, about: Self.deep)),
        ]
    }

    private var spleen: Ellipsoid {
        let spine = vertebra(.thoracic(11))
        return ellipsoid(
            SIMD3(spine.x + flank(.left) - 26 * size, spine.y + 4 * size, spine.z - 6 * size),
            SIMD3(22, 52, 36),
            turn: Self.turn(18, about: Self.deep))
    }

    private var stomach: Ellipsoid {
        let spine = vertebra(.thoracic(12))
        return ellipsoid(
            spine + SIMD3(0.5 * flank(.left) / size, 4, 62) * size, SIMD3(40, 62, 36),
            turn: Self.turn(-22, about: Self.deep))
    }

    // MARK: Urinary tract

    private func kidney(_ side: Side) -> (kidney: [Ellipsoid], pelvis: [Ellipsoid]) {
        switch (viscera.kidneys, side) {
        case (.leftOnly, .right), (.rightOnly, .left): return ([], [])
        default: break
        }
        let pelvic =
            viscera.kidneys == .leftPelvic && side == .left
            || viscera.kidneys == .rightPelvic && side == .right
        let horseshoe = viscera.kidneys == .horseshoe
        let shift = Float(side == .left ? viscera.leftKidneyShift : viscera.rightKidneyShift)
        let out = side.sign
        let scale = Float(viscera.kidneySize)
        var centre: SIMD3<Float>
        if pelvic {
            centre = skeleton.centroid(.sacrum) + SIMD3(28 * out, 25, 45) * size
        } else {
            let level = vertebra(side == .left ? .lumbar(1) : .lumbar(2))
            centre = level + SIMD3((horseshoe ? 48 : 63) * out, side == .left ? -4 : 6, -4) * size
            centre.y += shift - (horseshoe ? 30 : 0)
        }
        // Upper poles lie nearer to the spine and to the back; those of a horseshoe farther.
        let turn =
            Self.turn((horseshoe ? -14 : 14) * out, about: Self.deep) * Self.turn(-12, about: Self.sagittal)
        let body = ellipsoid(centre, SIMD3(27, 54, 21) * scale, turn: turn)
        var parts = [body]
        if horseshoe {
            let isthmus = SIMD3(
                vertebra(.lumbar(4)).x + 14 * out * size, centre.y - 44 * size, centre.z + 30 * size)
            parts.append(ellipsoid(isthmus, SIMD3(24, 13, 10)))
        }
        let widened = viscera.hydronephrosis == side
        let pelvis = ellipsoid(
            centre - SIMD3(14 * out, 2, -3) * size,
            widened ? SIMD3(19, 30, 17) : SIMD3(8, 15, 7), turn: turn)
        return (parts, [pelvis])
    }

    /// Behind the symphysis, growing upwards and forwards.
    private var bladder: Ellipsoid {
        let radius = Float(cbrt(3 * viscera.bladderMillilitres * 1000 / (4 * .pi)))
        let symphysis = symphysis
        return Ellipsoid(
            centre: symphysis
                + SIMD3(0, 0.92 * radius - 6 * size, -0.62 * radius - 14 * size + max(0, radius - 35) * 0.5),
            halfAxes: SIMD3(1.12, 0.95, 0.94) * radius)
    }

    /// The upper rim of the pubic symphysis: in the midline, the middle of what both hip bones have there.
    private var symphysis: SIMD3<Float> {
        let x = (skeleton.joints.left.hip.x + skeleton.joints.right.hip.x) / 2
        var (top, low, high) = (-Float.infinity, Float.infinity, -Float.infinity)
        for side in Side.allCases {
            for point in skeleton[.sided("hip bone", side)] where abs(point.x - x) < 14 * size {
                top = max(top, point.y)
                low = min(low, point.z)
                high = max(high, point.z)
            }
        }
        return SIMD3(x, top, (low + high) / 2)
    }
}

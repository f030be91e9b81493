import Foundation

/// What lies inside a patient's skin but bone: muscle, fat and organs, in the patient's frame.
///
/// The outline is made of cross-sections around the posed bones, as thick as the patient's weight asks for.
public struct Body: Sendable {
    /// Trunk, head and limbs.
    let members: [BodyMember]
    /// What stands out from the trunk.
    let breasts: [Ellipsoid]
    let lungs: [BodyMember]
    /// By ``Organ/index``.
    let organs: [[Ellipsoid]]
    /// How thick muscle and fat came out.
    let flesh: Flesh
    /// The smallest box around the skin, in mm.
    public let lowest, highest: SIMD3<Float>

    /// The body around a skeleton that lies.
    public init(_ skeleton: PosedSkeleton, _ physique: Physique, _ viscera: Viscera) {
        let outline = BodyOutline(skeleton, physique)
        members = outline.members
        flesh = outline.flesh
        lungs = Side.allCases.map { LungOutline($0, skeleton).member(physique.size) }
        var organs = OrganPlacing(skeleton, physique, viscera).ellipsoids
        for side in Side.allCases {
            if let breast = outline.breast(side, skeleton, physique) {
                organs[Organ.breast(side).index] = [breast]
            }
        }
        breasts = Side.allCases.flatMap { organs[Organ.breast($0).index] }
        self.organs = organs
        var low = SIMD3<Float>(0, members.map(\.bottom).min() ?? 0, 0)
        var high = SIMD3<Float>(0, members.map(\.top).max() ?? 0, 0)
        for section in members.flatMap(\.sections) {
            low.x = min(low.x, section.x - section.halfWidth)
            high.x = max(high.x, section.x + section.halfWidth)
            high.z = max(high.z, section.z + section.front + abs(section.slope) * section.halfWidth)
        }
        for breast in breasts {
            low = pointwiseMin(low, breast.centre - breast.extent)
            high = pointwiseMax(high, breast.centre + breast.extent)
        }
        low.z = 0
        (lowest, highest) = (low, high)
    }

    /// Whether a place lies inside the skin.
    func encloses(_ place: SIMD3<Float>) -> Bool {
        members.contains { member in
            guard let depths = member.section(atY: place.y)?.depths(atX: place.x) else { return false }
            return (depths.low...depths.high).contains(place.z)
        }
    }

    /// The volume of an organ in mL, 0 for one that this patient lacks.
    public func millilitres(_ organ: Organ) -> Float {
        switch organ {
        case .leftLung: lungs[0].millilitres
        case .rightLung: lungs[1].millilitres
        default: organs[organ.index].reduce(0) { $0 + $1.volumeMillilitres }
        }
    }

    /// The ellipsoids of an organ; none for lungs and for an organ that this patient lacks.
    public func ellipsoids(_ organ: Organ) -> [Ellipsoid] { organs[organ.index] }
}

extension BodyMember {
    /// By itself, in mL.
    fileprivate var millilitres: Float {
        sections.reduce(0) { sum, section in
            var area: Float = 0
            for column in 0..<32 {
                let x = section.x + (Float(column) / 15.5 - 1) * section.halfWidth
                if let depths = section.depths(atX: x) { area += depths.high - depths.low }
            }
            return sum + area * section.halfWidth / 15.5 * Self.spacing / 1000
        }
    }
}

extension BodyOutline {
    /// A breast as it lies on the chest of a lying woman, fallen sideways; nil without.
    func breast(_ side: Side, _ skeleton: PosedSkeleton, _ physique: Physique) -> Ellipsoid? {
        guard physique.breastMillilitres > 0,
            let trunk = members.first(where: { $0.part == .trunk })
        else { return nil }
        let size = physique.size
        // Half of an ellipsoid of half axes 1.4, 1.25 and 0.6 radii stands out.
        let radius = Float(cbrt(physique.breastMillilitres * 1000 / (2 / 3 * .pi * 1.4 * 1.25 * 0.6)))
        let y = skeleton.centroid(.thoracic(7)).y
        guard let section = trunk.section(atY: y) else { return nil }
        let x = section.x + side.sign * min(0.72 * section.halfWidth, 76 * size + 0.3 * radius)
        guard let depths = section.depths(atX: x) else { return nil }
        return Ellipsoid(
            centre: SIMD3(x, y, depths.high - 0.12 * radius), halfAxes: SIMD3(1.4, 1.25, 0.6) * radius,
            turn: Placement(turningBy: side.sign * 0.35, about: SIMD3(0, 1, 0)))
    }
}

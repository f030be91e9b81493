import Foundation

extension Physique {
    /// The height of the reference skeleton from vertex to heel, 1694 mm, with scalp and sole.
    static let referenceStature = 1714.0

    /// Size relative to the reference skeleton, before age took its share.
    var size: Float { Float((statureMillimetres + statureLossMillimetres) / Self.referenceStature) }

    /// The scale of each segment. What age takes from the height, it takes from the trunk: half of it by lower
    /// vertebrae and discs, half by the bend of ``spine``.
    var segmentScales: SegmentScales {
        let p = proportions
        let size = Double(size)
        var scales = SegmentScales(all: Float(size))
        func set(_ segments: [Segment], _ x: Double, _ y: Double, _ z: Double) {
            for segment in segments {
                scales[segment] = SIMD3(Float(size * x), Float(size * y), Float(size * z))
            }
        }
        // Legs are 0.93 m of the reference, the trunk 0.54 m.
        let trunk = 1 - (p.legs - 1) * 1.5 - statureLossMillimetres * 0.5 / (540 * size)
        set([.pelvis, .sacrum], p.pelvisWidth, p.pelvisHeight, (1 + p.pelvisWidth) / 2)
        set([.torso], p.thoraxWidth, trunk, p.thoraxDepth)
        // Heads differ less than bodies.
        let head = p.head / size.squareRoot()
        set([.head], head, head, head)
        for side in Side.allCases {
            set([.femur(side), .tibia(side)], p.boneThickness, p.legs, p.boneThickness)
            set(
                [.humerus(side), .ulna(side), .radius(side)], p.boneThickness, p.arms, p.boneThickness)
            set(
                [.talus(side), .calcaneus(side), .toes(side), .hand(side)], p.extremities, p.extremities,
                p.extremities)
        }
        return scales
    }

    /// The thickness of fat in mm where it is one unit thick, by the body mass index alone; ``Body`` finds the one
    /// that gives the weight.
    var expectedFat: Float { Float(max(3, 10 + (bodyMassIndex - 24) * 1.9)) }
}

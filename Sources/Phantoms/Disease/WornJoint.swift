/// A joint that wears: the places on its bones that then take up more.
struct WornJoint: Sendable {
    let finding: BenignFinding
    /// Each with the radius in mm of the lesion there; the first is always part of the disease.
    let places: [(spot: Spot, radius: Double)]

    /// All of them.
    static let all = [
        WornJoint(
            finding: .knee,
            places: [
                (Spot("tibia", -0.6, 1, 0), 18), (Spot("femur", -0.6, -1, 0), 18),
                (Spot("patella", 0, 0, 0), 18), (Spot("femur", 0.3, -1, 0), 16),
                (Spot("tibia", 0.6, 1, 0), 16),
            ]),
        WornJoint(
            finding: .shoulder,
            places: [(Spot("humerus", -0.6, 0.95, 0), 16), (Spot("scapula", 0.7, 0.45, 0.45), 13)]),
        WornJoint(
            finding: .acromioclavicular,
            places: [(Spot("clavicle", 1, 0.5, -0.6), 12), (Spot("scapula", 0.7, 1, 0.2), 12)]),
        WornJoint(
            finding: .sternoclavicular,
            places: [(Spot("clavicle", -1, -0.8, 0.8), 9), (Spot("manubrium", 0.8, 0.9, 0), 9)]),
        WornJoint(
            finding: .hip,
            places: [(Spot("hip bone", 0.3, -0.35, 0.3), 14), (Spot("femur", -0.4, 1, 0), 13)]),
        WornJoint(
            finding: .sacroiliac,
            places: [(Spot("sacrum", 0.85, 0.3, -0.2), 13), (Spot("hip bone", -0.45, 0.35, -0.85), 13)]),
        WornJoint(
            finding: .wrist,
            places: [
                (Spot("scaphoid", 0, 0, 0), 9), (Spot("radius", 0.5, -1, 0), 12),
                (Spot("lunate", 0, 0, 0), 9),
            ]),
        WornJoint(
            finding: .thumbBase,
            places: [(Spot("metacarpal 1", -0.6, 0.9, -0.5), 9), (Spot("trapezium", 0, 0, 0), 10)]),
        WornJoint(
            finding: .fingers,
            places: [
                (Spot("distal phalanx of finger 2", 0, 0.5, -1), 7),
                (Spot("middle phalanx of finger 2", 0, -0.3, 1), 6),
                (Spot("distal phalanx of finger 3", 0, 0.5, -1), 7),
                (Spot("middle phalanx of finger 3", 0, -0.3, 1), 6),
            ]),
        WornJoint(
            finding: .midfoot,
            places: [
                (Spot("navicular", 0, 0, 0), 12), (Spot("talus", 0, 0.9, 0), 12),
                (Spot("medial cuneiform", 0, 0, 0), 11), (Spot("tibia", 0, -1, 0), 12),
            ]),
        WornJoint(
            finding: .greatToe,
            places: [
                (Spot("metatarsal 1", 0, -0.2, 1), 11),
                (Spot("proximal phalanx of toe 1", 0, 0, -1), 9),
            ]),
    ]
}

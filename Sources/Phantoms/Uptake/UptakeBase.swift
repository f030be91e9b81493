/// What a whole bone has, before its places are added.
struct UptakeBase: Sendable {
    /// The bones' name without side; a star at the end stands for any rest.
    let bones: String
    /// The bone's mean without its places; the lumbar vertebral body has 1.
    let mean: Float
    /// The concentration deep inside over that at the surface: marrow has less than cortex.
    let core: Float

    init(_ bones: String, _ mean: Float, core: Float = 0.8) {
        self.bones = bones
        self.mean = mean
        self.core = core
    }

    /// The first line that concerns a bone is the one that counts.
    static func of(_ bone: Bone) -> UptakeBase {
        table.first { UptakeRow.matches($0.bones, bone) } ?? UptakeBase("*", 0.35)
    }

    /// Levels after SUVs of SPECT/CT with MDP: vertebrae and pelvis 2.9 to 4.9, humerus 0.85 to 1.04, ribs
    /// 1.2 (Nautiyal et al., Indian J Nucl Med; doi 10.31616/asj.2019.0308); the others by what planar scans
    /// show. Bones that the model draws thinner than they are in comparison with the lumbar vertebrae
    /// (ribs, humerus) have the upper end of what is known, thicker ones (sacrum, hip bone, tibia) the lower.
    /// Knees, feet, the lower tibia and the vault of the skull have less than is known: with it they would be up to
    /// three times as bright over the thigh as the scan NM1 of NEMA WG-04 and others show them.
    static let table = [
        UptakeBase("skull", 0.295, core: 1),
        UptakeBase("mandible", 0.32),
        UptakeBase("C1", 0.55), UptakeBase("C2", 0.6), UptakeBase("C*", 0.62),
        UptakeBase("T*", 0.78),
        UptakeBase("L*", 0.72),
        UptakeBase("sacrum", 0.55),
        UptakeBase("hip bone", 0.45),
        UptakeBase("manubrium", 0.76), UptakeBase("sternum", 0.75),
        UptakeBase("clavicle", 0.38, core: 0.6),
        UptakeBase("scapula", 0.365),
        UptakeBase("rib 11", 0.36), UptakeBase("rib 12", 0.34), UptakeBase("rib *", 0.402),
        UptakeBase("humerus", 0.26, core: 0.3),
        UptakeBase("radius", 0.2, core: 0.4), UptakeBase("ulna", 0.2, core: 0.4),
        UptakeBase("metacarpal *", 0.3), UptakeBase("proximal phalanx of finger *", 0.26),
        UptakeBase("middle phalanx of finger *", 0.26), UptakeBase("distal phalanx of finger *", 0.26),
        UptakeBase("femur", 0.205, core: 0.25),
        UptakeBase("patella", 0.12),
        UptakeBase("tibia", 0.122, core: 0.2), UptakeBase("fibula", 0.2, core: 0.4),
        UptakeBase("talus", 0.165), UptakeBase("calcaneus", 0.14), UptakeBase("navicular", 0.32),
        UptakeBase("cuboid", 0.28), UptakeBase("medial cuneiform", 0.24),
        UptakeBase("intermediate cuneiform", 0.3), UptakeBase("lateral cuneiform", 0.3),
        UptakeBase("metatarsal 1", 0.16), UptakeBase("metatarsal *", 0.24),
        UptakeBase("proximal phalanx of toe *", 0.24),
        UptakeBase("middle phalanx of toe *", 0.28), UptakeBase("distal phalanx of toe *", 0.28),
        UptakeBase("*", 0.42),  // carpal bones
    ]
}

/// The table of normal uptake in an adult: where a bone has more or less than its base.
extension UptakeRow {
    static let table = head + spine + trunk + pelvis + arms + legs

    private static let wide: Float = 1000

    private static let head = [
        UptakeRow("skull", "facial bones", at: [0.5, 0.15, 0.9], reach: [48, 52, 50], 0.215, .sinuses),
        UptakeRow("skull", "orbit", at: [0.7, 0.36, 0.9], reach: [26, 24, 25], -0.05, isPaired: true),
        UptakeRow(
            "skull", "temporal bone", at: [0.9, 0.3, 0.45], reach: [22, 25, 30], 0.08, isPaired: true),
        UptakeRow("skull", "occiput", at: [0.5, 0.4, 0.02], reach: [35, 30, 20], 0.04),
        UptakeRow(
            "skull", "frontal bone", at: [0.5, 0.68, 0.93], reach: [65, 45, 45], 0.04, .frontalBone),
        UptakeRow("skull", "upper teeth", at: [0.5, 0.02, 0.92], reach: [36, 20, 40], 0.1, .teeth),
        UptakeRow("mandible", "lower teeth", at: [0.5, 0.42, 0.85], reach: [42, 24, 40], 0.14, .teeth),
        UptakeRow(
            "mandible", "condyle", at: [0.95, 0.97, 0.1], reach: [14, 16, 14], 0.2, .jaw, isPaired: true),
    ]

    private static let spine =
        vertebrae(
            "C*", body: 0.18, disc: 0.08, facet: 0.1, size: 0.6,
            facets: ([0.82, 0.7, 0.52], [0.82, 0.42, 0.48]))
        + vertebrae("T*", body: 0.24, disc: 0.05, facet: 0.05, size: 0.85)
        + vertebrae("L*", body: 0.241, disc: 0.05, facet: 0.15, size: 1)
        + [
            UptakeRow(
                "sacrum", "upper end plate", at: [0.5, 0.97, 0.8], reach: [32, 10, 25], 0.12, .disc, joint: -1
            ),
            UptakeRow(
                "sacrum", "upper facet", at: [0.72, 0.93, 0.45], reach: [16, 16, 16], 0.2, .facet,
                isPaired: true, joint: -1),
            UptakeRow(
                "sacrum", "sacroiliac strip", at: [0.87, 0.72, 0.5], reach: [24, 38, 40], 0.54, .sacroiliac,
                isPaired: true),
            UptakeRow("sacrum", "lower end", at: [0.5, 0.08, 0.2], reach: [40, 30, 40], -0.25),
        ]

    /// Body in front, arch and processes behind; discs and facets above and below.
    private static func vertebrae(
        _ bones: String, body: Float, disc: Float, facet: Float, size: Float,
        facets: (upper: SIMD3<Float>, lower: SIMD3<Float>) = ([0.7, 0.82, 0.42], [0.68, 0.18, 0.36])
    ) -> [UptakeRow] {
        [
            UptakeRow(bones, "body", at: [0.5, 0.55, 0.82], reach: SIMD3(34, 34, 26) * size, body),
            UptakeRow(
                bones, "upper end plate", at: [0.5, 0.88, 0.82], reach: SIMD3(30, 9, 24) * size, disc, .disc,
                joint: -1),
            UptakeRow(
                bones, "lower end plate", at: [0.5, 0.22, 0.82], reach: SIMD3(30, 9, 24) * size, disc, .disc),
            UptakeRow(
                bones, "upper facet", at: facets.upper, reach: SIMD3(12, 14, 13) * size, facet, .facet,
                isPaired: true, joint: -1),
            UptakeRow(
                bones, "lower facet", at: facets.lower, reach: SIMD3(12, 14, 13) * size, facet, .facet,
                isPaired: true),
        ]
    }

    private static let trunk =
        [
            UptakeRow(
                "manubrium", "notch for the clavicle", at: [0.85, 0.85, 0.3], reach: [14, 14, 16], 0.2,
                .sternoclavicular, isPaired: true),
            UptakeRow(
                "manubrium", "angle", at: [0.5, 0, 0.85], reach: [30, 10, 20], 0.15, .manubriosternal),
            UptakeRow("sternum", "angle", at: [0.5, 1, 0.1], reach: [30, 10, 20], 0.15, .manubriosternal),
            UptakeRow("sternum", "xiphoid", at: [0.5, 0, 0.95], reach: [30, 28, 40], -0.2),
            UptakeRow(
                "clavicle", "sternal end", at: [0.06, 0.2, 0.8], reach: [20, 30, 30], 0.45,
                .sternoclavicular),
            UptakeRow(
                "clavicle", "acromial end", at: [0.95, 0.85, 0.2], reach: [36, 30, 30], 0.05,
                .acromioclavicular),
            UptakeRow("scapula", "glenoid", at: [0.78, 0.72, 0.72], reach: [18, 28, 22], 0.37, .shoulder),
            UptakeRow(
                "scapula", "acromion", at: [0.85, 0.97, 0.65], reach: [36, 28, 36], 0.04, .acromioclavicular),
            UptakeRow("scapula", "coracoid", at: [0.55, 0.86, 0.95], reach: [22, 22, 22], -0.06),
            UptakeRow("scapula", "lower angle", at: [0.5, 0, 0.13], reach: [28, 26, 24], 0.45),
            UptakeRow("scapula", "lateral border", at: [0.62, 0.38, 0.4], reach: [14, 50, 24], 0.12),
            UptakeRow(
                "rib *", "head and neck", at: [0, 0.93, 0.12], reach: [30, 22, 30], 0.14, .costovertebral),
            UptakeRow("rib *", "angle", at: [0.45, 0.8, 0.04], reach: [30, 30, 25], 0.05),
            UptakeRow("rib 11", "tip", at: [1, 0, 1], reach: [30, 30, 30], -0.05),
            UptakeRow("rib 12", "tip", at: [1, 0, 1], reach: [25, 25, 25], -0.05),
        ]
        + (1...10).map { level in
            // The first pair's junction is the one that images show best.
            UptakeRow(
                "rib \(level)", "costochondral end", at: [0.5, 0.5, 1], reach: [wide, wide, 22],
                level == 1 ? 0.3 : 0.12, .costochondral)
        }

    private static let pelvis = [
        UptakeRow(
            "hip bone", "sacroiliac part", at: [0.36, 0.7, 0.18], reach: [26, 42, 36], 0.55, .sacroiliac),
        UptakeRow("hip bone", "crest", at: [0.68, 0.97, 0.4], reach: [50, 22, 60], 0.32),
        UptakeRow(
            "hip bone", "anterior superior spine", at: [0.93, 0.62, 0.95], reach: [26, 32, 26], 0.05,
            .tendon),
        UptakeRow("hip bone", "acetabulum", at: [0.62, 0.27, 0.6], reach: [30, 30, 30], 0.25, .hip),
        UptakeRow("hip bone", "wing", at: [0.62, 0.7, 0.55], reach: [60, 62, 60], -0.3),
        UptakeRow("hip bone", "ischium", at: [0.4, 0.03, 0.35], reach: [34, 36, 36], -0.03),
        UptakeRow("hip bone", "pubis", at: [0.15, 0.15, 0.8], reach: [36, 36, 36], -0.03),
        UptakeRow("hip bone", "symphysis", at: [0, 0.17, 0.85], reach: [20, 32, 30], 0.2, .symphysis),
        UptakeRow("hip bone", "tuberosity", at: [0.4, 0, 0.25], reach: [20, 16, 24], 0.12, .tendon),
    ]

    private static let arms =
        [
            UptakeRow("humerus", "head", at: [0.5, 1, 0.5], reach: [wide, 34, wide], 0.27, .shoulder),
            UptakeRow(
                "humerus", "greater tubercle", at: [0.85, 0.95, 0.6], reach: [24, 26, 24], 0.05, .tendon),
            UptakeRow("humerus", "lower end", at: [0.5, 0, 0.5], reach: [wide, 34, wide], 0.12, .elbow),
            UptakeRow("radius", "head", at: [0.25, 1, 0.5], reach: [wide, 28, wide], 0.1, .elbow),
            UptakeRow("ulna", "olecranon", at: [0.25, 1, 0.3], reach: [wide, 34, wide], 0.13, .elbow),
            UptakeRow("radius", "lower end", at: [0.75, 0, 0.5], reach: [wide, 36, wide], 0.15, .wrist),
            UptakeRow("ulna", "lower end", at: [0.75, 0, 0.5], reach: [wide, 28, wide], 0.1, .wrist),
            UptakeRow(
                "trapezium", "thumb side", at: [0.5, 0, 0.5], reach: [wide, 18, wide], 0.12, .thumbBase),
            UptakeRow("metacarpal 1", "base", at: [0.2, 1, 0.5], reach: [wide, 18, wide], 0.2, .thumbBase),
        ]
        + ["metacarpal *", "proximal phalanx of finger *", "middle phalanx of finger *"].map {
            UptakeRow($0, "head", at: [0.5, 0, 0.5], reach: [wide, 12, wide], 0.1, .finger)
        }

    private static let legs = [
        UptakeRow("femur", "head", at: [0.38, 0.95, 0.51], reach: [28, 28, 28], 0.38, .hip),
        UptakeRow("femur", "neck", at: [0.58, 0.91, 0.45], reach: [26, 30, 30], 0.2),
        UptakeRow(
            "femur", "greater trochanter", at: [0.85, 0.93, 0.3], reach: [28, 36, 32], 0.36, .tendon),
        UptakeRow("femur", "lesser trochanter", at: [0.6, 0.84, 0.25], reach: [24, 30, 24], 0.15),
        UptakeRow("femur", "lower end", at: [0.5, 0.03, 0.5], reach: [wide, 90, wide], -0.07),
        UptakeRow("femur", "medial condyle", at: [0.2, 0, 0.5], reach: [30, 24, 30], 0.14, .knee),
        UptakeRow("femur", "lateral condyle", at: [0.6, 0.01, 0.5], reach: [28, 24, 28], 0.1, .knee),
        UptakeRow(
            "patella", "joint surface", at: [0.5, 0.5, 0], reach: [30, 30, 16], 0.06, .patellofemoral),
        UptakeRow("tibia", "upper end", at: [0.5, 0.97, 0.5], reach: [wide, 80, wide], -0.045),
        UptakeRow("tibia", "medial plateau", at: [0.18, 0.975, 0.5], reach: [30, 24, 28], 0.15, .knee),
        UptakeRow("tibia", "lateral plateau", at: [0.8, 0.975, 0.5], reach: [28, 24, 26], 0.12, .knee),
        UptakeRow("tibia", "tuberosity", at: [0.5, 0.88, 0.95], reach: [18, 28, 18], 0.03, .tendon),
        UptakeRow("tibia", "lower end", at: [0.5, 0, 0.5], reach: [wide, 44, wide], 0.02, .ankle),
        UptakeRow("fibula", "head", at: [0.7, 1, 0.5], reach: [wide, 18, wide], 0.1, .knee),
        UptakeRow("fibula", "malleolus", at: [0.5, 0, 0.5], reach: [wide, 40, wide], 0.05, .ankle),
        UptakeRow("talus", "dome", at: [0.5, 1, 0.45], reach: [wide, 22, wide], 0.01, .ankle),
        UptakeRow("calcaneus", "heel", at: [0.5, 0.4, 0], reach: [wide, wide, 22], 0.06, .tendon),
        UptakeRow(
            "calcaneus", "joint with the talus", at: [0.5, 1, 0.7], reach: [wide, 20, 34], 0.05, .ankle),
        UptakeRow("navicular", "joints", at: [0.5, 0.5, 0.5], reach: [wide, wide, wide], 0.06, .midfoot),
        UptakeRow("metatarsal *", "base", at: [0.5, 0.8, 0], reach: [wide, wide, 22], 0.05, .midfoot),
        UptakeRow("metatarsal 1", "head", at: [0.5, 0.2, 1], reach: [wide, wide, 22], 0.07, .greatToe),
        UptakeRow(
            "proximal phalanx of toe 1", "base", at: [0.5, 0.5, 0], reach: [wide, wide, 18], 0.07, .greatToe),
    ]
}

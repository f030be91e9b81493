import Scintigraphy

/// A line of the list of bones.
struct BoneEntry: Sendable {
    let part: String
    let side: Side?
    let level: Int?
    let region: SkeletalRegion

    var name: String { side.map { "\($0.rawValue) \(part)" } ?? part }

    static let all: [BoneEntry] = head + neckAndTrunk + upperLimbs + pelvis + lowerLimbs

    private static let head = [
        BoneEntry(part: "skull", side: nil, level: nil, region: .skull),
        BoneEntry(part: "mandible", side: nil, level: nil, region: .skull),
    ]

    private static let neckAndTrunk =
        vertebrae("C", 7, .cervicalSpine) + paired("clavicle", .clavicles) + paired("scapula", .scapulae)
        + ["manubrium", "sternum"].map { BoneEntry(part: $0, side: nil, level: nil, region: .sternum) }
        + vertebrae("T", 12, .thoracicSpine)
        + (1...12).flatMap { (level: Int) in paired("rib \(level)", .ribs, level: level) }
        + vertebrae("L", 5, .lumbarSpine)

    private static let upperLimbs =
        ["humerus", "radius", "ulna"].flatMap { paired($0, .upperLimbs) }
        + [
            "scaphoid", "lunate", "triquetrum", "pisiform", "trapezium", "trapezoid", "capitate", "hamate",
        ].flatMap { paired($0, .upperLimbs) }
        + rays("metacarpal", .upperLimbs) + phalanges(of: "finger", .upperLimbs)

    private static let pelvis =
        [BoneEntry(part: "sacrum", side: nil, level: nil, region: .sacrum)] + paired("hip bone", .pelvis)

    private static let lowerLimbs =
        [
            "femur", "patella", "tibia", "fibula", "talus", "calcaneus", "navicular", "cuboid",
            "medial cuneiform", "intermediate cuneiform", "lateral cuneiform",
        ].flatMap { paired($0, .lowerLimbs) }
        + rays("metatarsal", .lowerLimbs) + phalanges(of: "toe", .lowerLimbs)

    private static func vertebrae(_ letter: String, _ count: Int, _ region: SkeletalRegion) -> [BoneEntry] {
        (1...count).map { BoneEntry(part: "\(letter)\($0)", side: nil, level: $0, region: region) }
    }

    private static func paired(
        _ part: String, _ region: SkeletalRegion, level: Int? = nil
    ) -> [BoneEntry] {
        Side.allCases.map { BoneEntry(part: part, side: $0, level: level, region: region) }
    }

    private static func rays(_ part: String, _ region: SkeletalRegion) -> [BoneEntry] {
        (1...5).flatMap { (ray: Int) in paired("\(part) \(ray)", region, level: ray) }
    }

    /// Thumb and great toe have no middle one.
    private static func phalanges(of digit: String, _ region: SkeletalRegion) -> [BoneEntry] {
        ["proximal", "middle", "distal"].flatMap { row in
            (1...5).filter { row != "middle" || $0 > 1 }.flatMap { (ray: Int) in
                paired("\(row) phalanx of \(digit) \(ray)", region, level: ray)
            }
        }
    }
}

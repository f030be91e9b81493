/// A file of the skeleton's geometry: the segment that its bones belong to, and which bones they are.
struct BoneFile: Sendable {
    let name: String
    let segment: Segment
    let contents: Contents
    /// What to add to the file's places, in mm and our axes.
    var offset: SIMD3<Float> = .zero
    /// By how much the upper 80 mm are drawn upwards, in mm.
    var lengthening: Float = 0

    enum Contents: Sendable {
        case one(String)
        case several(@Sendable ([SurfaceMesh]) -> [(String, SurfaceMesh)]?)
    }

    /// The file's bones in the segment's frame, as large as the model makes them.
    func surfaces(
        _ file: SkeletonFile, _ tree: JointTree
    ) throws(PhantomError) -> [(bone: Bone, surface: SurfaceMesh)] {
        let mesh = try SurfaceMesh(file)
        let named: [(String, SurfaceMesh)]? =
            switch contents {
            case .one(let bone): [(bone, mesh)]
            case .several(let tell): tell(mesh.pieces)
            }
        guard let named else { throw file.broken("its bones cannot be told apart") }
        let scale = tree.meshScales[self.name] ?? SIMD3(repeating: 1)
        return named.compactMap { name, surface in
            let top = surface.highest.y * scale.y
            func place(_ vertex: SIMD3<Float>) -> SIMD3<Float> {
                var place = vertex * scale + offset
                place.y += lengthening * max(0, 1 - (top - vertex.y * scale.y) / 80)
                return place
            }
            return Bone(name).map { ($0, surface.moved(place)) }
        }
    }

    static let all: [BoneFile] =
        [
            BoneFile(name: "skull.vtp", segment: .head, contents: .one("skull")),
            BoneFile(name: "jaw.vtp", segment: .head, contents: .one("mandible")),
            BoneFile(name: "hat_spine.vtp", segment: .torso, contents: .several(Pieces.vertebrae)),
            BoneFile(name: "hat_ribs_scap.vtp", segment: .torso, contents: .several(Pieces.thorax)),
            BoneFile(name: "sacrum.vtp", segment: .sacrum, contents: .one("sacrum")),
        ] + Side.allCases.flatMap { limbs($0) + hand($0) }

    /// In the joint tree the patella has no place. Here it lies against the femoral condyles of the straight knee,
    /// its apex at the joint line; x away from the midline.
    private static let patella = SIMD3<Float>(2.75, -418.8, 44.3)

    private static func limbs(_ side: Side) -> [BoneFile] {
        let (letter, other) = side == .left ? ("l", "l_") : ("r", "")
        func one(_ file: String, _ segment: Segment, _ bone: String) -> BoneFile {
            BoneFile(name: "\(file).vtp", segment: segment, contents: .one("\(side.rawValue) \(bone)"))
        }
        return [
            one("\(letter)_pelvis", .pelvis, "hip bone"),
            one("femur_\(letter)", .femur(side), "femur"),
            BoneFile(
                name: "\(letter)_patella.vtp", segment: .femur(side),
                contents: .one("\(side.rawValue) patella"), offset: patella * SIMD3(side.sign, 1, 1)),
            BoneFile(
                name: "tibia_\(letter).vtp", segment: .tibia(side),
                contents: .one("\(side.rawValue) tibia"), lengthening: 6),
            one("fibula_\(letter)", .tibia(side), "fibula"),
            one("talus_\(letter)v", .talus(side), "talus"),
            BoneFile(
                name: "\(other)foot.vtp", segment: .calcaneus(side),
                contents: .several { Pieces.hindfoot($0, side) }),
            BoneFile(
                name: "\(other)bofoot.vtp", segment: .toes(side), contents: .several { Pieces.toes($0, side) }
            ),
            one("humerus_\(letter)v", .humerus(side), "humerus"),
            one("ulna_\(letter)v", .ulna(side), "ulna"),
            one("radius_\(letter)v", .radius(side), "radius"),
        ]
    }

    private static func hand(_ side: Side) -> [BoneFile] {
        let suffix = side == .left ? "lvs" : "rvs"
        func one(_ file: String, _ bone: String) -> BoneFile {
            BoneFile(
                name: "\(file)_\(suffix).vtp", segment: .hand(side),
                contents: .one("\(side.rawValue) \(bone)"))
        }
        let carpals = [
            "scaphoid", "lunate", "triquetrum", "pisiform", "trapezium", "trapezoid", "capitate", "hamate",
        ].map { one($0, $0) }
        let fingers = ["thumb", "index", "middle", "ring", "little"].enumerated().flatMap { place, finger in
            let ray = place + 1
            return [("proximal", "proximal"), ("medial", "middle"), ("distal", "distal")]
                .filter { ray > 1 || $0.1 != "middle" }
                .map { one("\(finger)_\($0.0)", "\($0.1) phalanx of finger \(ray)") }
                + [one("metacarpal\(ray)", "metacarpal \(ray)")]
        }
        return carpals + fingers
    }
}

/// What part of the inside of a bone's outer surface is bone, where the surface says too much.
enum BoneShape {
    /// Whether a point, in the segment's frame and at some depth in mm, belongs to the bone; nil when all do.
    static func belongs(to bone: Bone) -> ((_ point: SIMD3<Float>, _ depth: Float) -> Bool)? {
        switch bone.name {
        case "skull": skull
        case "manubrium": { point, _ in point.y > sternalAngle && abs(point.x) < 33 }
        case "sternum": { point, _ in point.y <= sternalAngle && abs(point.x) < 18 }
        default: nil
        }
    }

    /// Manubrium and body of the sternum come as one surface with the costal cartilages; the second pair of these
    /// meets the angle, which lies here in the torso's frame.
    private static let sternalAngle: Float = 331

    /// The surface has no cavity. Vault and base become a shell of 7 mm; towards face and teeth it gets thicker, to
    /// 12 mm, so that the small bones there stay whole.
    private static func skull(_ point: SIMD3<Float>, _ depth: Float) -> Bool {
        let forwards = min(1, max(0, point.z / 50)), downwards = min(1, max(0, (55 - point.y) / 30))
        return depth < 7 + 5 * forwards * downwards
    }
}

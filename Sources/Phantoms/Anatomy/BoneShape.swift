/// What part of the inside of a bone's outer surface is bone, and what the surface leaves out.
enum BoneShape {
    /// Whether a point, in the segment's frame and at some depth in mm, belongs to the bone; nil when all do.
    static func belongs(to bone: Bone) -> ((_ point: SIMD3<Float>, _ depth: Float) -> Bool)? {
        switch bone.part {
        case "skull": skull
        case "hip bone": hipBone
        case "manubrium": manubrium
        case "sternum": sternum
        default: nil
        }
    }

    /// The surface with what it lacks.
    static func completed(_ surface: SurfaceMesh, of bone: Bone) -> SurfaceMesh {
        switch bone.part {
        // 6 mm thick in the model, 10 to 12 mm in adults.
        case "manubrium", "sternum": surface.joined(by: surface.moved { $0 - SIMD3(0, 0, 5) })
        // Septum and turbinates, whose mucosa takes tracer up as the bone does.
        case "skull":
            surface.joined(by: .ellipsoid(centre: SIMD3(0, 16, 72), halfAxes: SIMD3(15, 20, 18)))
        default: surface
        }
    }

    /// Manubrium and body of the sternum come as one surface with the costal cartilages; the second pair of these
    /// meets the angle, which lies here in the torso's frame.
    private static let sternalAngle: Float = 331

    /// Narrows from 66 to 32 mm towards the angle.
    private static func manubrium(_ point: SIMD3<Float>, _: Float) -> Bool {
        point.y > sternalAngle && abs(point.x) < 16 + 17 * ramp((point.y - sternalAngle - 5) / 25)
    }

    /// 28 mm wide at the angle, 36 mm in its lower third, 14 mm at its end.
    private static func sternum(_ point: SIMD3<Float>, _: Float) -> Bool {
        let halfWidth = 14 + 4 * ramp((sternalAngle - point.y) / 60) - 11 * ramp((245 - point.y) / 45)
        return point.y <= sternalAngle && abs(point.x) < halfWidth
    }

    /// The surface has no cavity. The vault becomes a shell of 4 mm, the base, whose bone is much pierced, one of
    /// 3 mm; towards face and teeth it gets thicker, to 6.5 mm.
    private static func skull(_ point: SIMD3<Float>, _ depth: Float) -> Bool {
        let forwards = ramp((point.z - 25) / 35), downwards = ramp((55 - point.y) / 30)
        return depth < 4 + downwards * (forwards * 3.5 - 1)
    }

    /// The surface's iliac wing is a slab of 20 mm. The wing is here twice 4 mm, the rest of the bone has no core
    /// deeper than 8 mm; the part at the sacrum is whole.
    private static func hipBone(_ point: SIMD3<Float>, _ depth: Float) -> Bool {
        depth < 4 + 4 * ramp((0 - point.y) / 40) + 20 * ramp((-95 - point.z) / 20)
    }

    /// 0 below 0, 1 above 1, linear between.
    private static func ramp(_ value: Float) -> Float { min(1, max(0, value)) }
}

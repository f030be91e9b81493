/// Places on a posed patient that artefacts go by, in mm in the patient's frame.
struct Landmarks {
    /// The top of the head and the sole of the lower foot.
    let vertex, sole: SIMD3<Float>
    /// Where the head turns.
    let neck: SIMD3<Float>
    /// Joint centres by side.
    let shoulder, elbow, wrist, hip, knee: [Side: SIMD3<Float>]
    /// Middles of bones: of the sternum, the fourth lumbar vertebra, and between the pubic bones.
    let sternum, lumbar4, pubis: SIMD3<Float>
    /// The hand's middle by side.
    let hand: [Side: SIMD3<Float>]
    /// z of the skin at the back and at the front; `nil` beside the body.
    let skin: (_ x: Float, _ y: Float) -> ClosedRange<Float>?

    /// A joint of one side.
    func at(_ joint: KeyPath<Landmarks, [Side: SIMD3<Float>]>, _ side: Side) -> SIMD3<Float> {
        self[keyPath: joint][side] ?? neck
    }

    /// What of this patient can move.
    var parts: MovingParts {
        let hips = (at(\.hip, .left) + at(\.hip, .right)) / 2
        let knees = (at(\.knee, .left) + at(\.knee, .right)) / 2
        return MovingParts(
            vertex: vertex.y, neck: neck.y, hips: hips.y, soles: sole.y, midline: (hips.x + knees.x) / 2)
    }
}

extension Landmarks {
    /// Those of a posed patient.
    init(_ posed: PosedSkeleton, _ body: Body) {
        let joints = posed.joints
        func both(_ place: KeyPath<JointCentres.Limbs, SIMD3<Float>>) -> [Side: SIMD3<Float>] {
            [.left: joints.left[keyPath: place], .right: joints.right[keyPath: place]]
        }
        func middle(_ names: String...) -> SIMD3<Float> {
            let bones = names.compactMap { Bone($0) }
            return bones.reduce(SIMD3<Float>.zero) { $0 + posed.centroid($1) } / Float(max(1, bones.count))
        }
        let pelvis = posed.box(Bone("left hip bone") ?? Bone.all[0])
        self.init(
            vertex: [joints.head.x, body.highest.y, joints.head.z],
            sole: [0, body.lowest.y, 0], neck: joints.head, shoulder: both(\.shoulder), elbow: both(\.elbow),
            wrist: both(\.wrist), hip: both(\.hip), knee: both(\.knee), sternum: middle("sternum"),
            lumbar4: middle("L4"),
            pubis: [middle("sacrum").x, pelvis.low.y + 45, pelvis.high.z - 25],
            hand: [.left: middle("left metacarpal 3"), .right: middle("right metacarpal 3")],
            skin: { x, y in body.skin(atX: x, y: y) })
    }
}

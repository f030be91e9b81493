extension Skeleton {
    /// Where each segment's frame goes, by `Segment.index`: the pelvis stays at the origin, its midline at x = 0.
    ///
    /// Places of a segment are stretched by its scale, turned and moved; joints move with the stretched parent.
    public func placed(_ angles: JointAngles, _ scales: SegmentScales = .unit) -> [Placement] {
        var frames = Array(repeating: Placement.identity, count: Segment.allCases.count)
        for joint in tree.joints {
            frames[joint.child.index] = joint.placed(frames[joint.parent.index], angles, scales)
        }
        return zip(frames, Segment.allCases).map { $0 * Placement(scale: scales[$1]) }
    }

    /// The centres of the joints between segments that `placed` has placed.
    public func jointCentres(_ placements: [Placement]) -> JointCentres {
        func above(_ child: Segment) -> SIMD3<Float> {
            let joint = tree.joints[child.index - 1]
            return placements[child.index](joint.childFrame.translation)
        }
        func limbs(_ side: Side) -> JointCentres.Limbs {
            JointCentres.Limbs(
                shoulder: above(.humerus(side)), elbow: above(.ulna(side)), wrist: above(.hand(side)),
                hip: above(.femur(side)), knee: above(.tibia(side)), ankle: above(.talus(side)))
        }
        return JointCentres(
            head: above(.head), lumbosacral: above(.torso), left: limbs(.left), right: limbs(.right))
    }
}

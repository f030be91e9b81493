/// Where the large joints turn, in mm in the frame in which the segments were placed.
public struct JointCentres: Equatable, Sendable {
    /// The joints of one side.
    public struct Limbs: Equatable, Sendable {
        /// Glenohumeral joint, hinge of the elbow, wrist, femoral head, hinge of the knee, upper ankle joint.
        public let shoulder, elbow, wrist, hip, knee, ankle: SIMD3<Float>
    }

    /// Where the head turns on the neck.
    public let head: SIMD3<Float>
    /// L5/S1, where the trunk turns on the pelvis.
    public let lumbosacral: SIMD3<Float>
    /// Those of the limbs.
    public let left, right: Limbs

    /// The joints of a side.
    public subscript(side: Side) -> Limbs { side == .left ? left : right }
}

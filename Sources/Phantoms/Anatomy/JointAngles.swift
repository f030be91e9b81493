/// An angle in degrees.
public typealias Degrees = Float

/// How a patient's joints are held; all angles zero is standing straight with the palms to the front.
public struct JointAngles: Codable, Equatable, Sendable {
    /// How head or trunk is held against what carries it.
    public struct Spine: Codable, Equatable, Sendable {
        /// Forwards; backwards if negative.
        public var flexion: Degrees = 0
        /// To the patient's left.
        public var bending: Degrees = 0
        /// The front turns to the patient's left.
        public var rotation: Degrees = 0

        /// Held straight, but for what is given.
        public init(flexion: Degrees = 0, bending: Degrees = 0, rotation: Degrees = 0) {
            (self.flexion, self.bending, self.rotation) = (flexion, bending, rotation)
        }
    }

    /// How the joints of one side's arm and leg are held; both sides' angles mean mirror images.
    public struct Limbs: Codable, Equatable, Sendable {
        /// The arm goes to the front.
        public var shoulderFlexion: Degrees = 0
        /// The arm goes outwards.
        public var shoulderAbduction: Degrees = 0
        /// The arm turns inwards.
        public var shoulderRotation: Degrees = 0
        /// 0 with a straight arm.
        public var elbowFlexion: Degrees = 0
        /// 0 with the palm to the front, 90 with the thumb to the front.
        public var forearmPronation: Degrees = 0
        /// The palm goes to the forearm.
        public var wristFlexion: Degrees = 0
        /// To the side of the little finger.
        public var wristUlnarDeviation: Degrees = 0
        /// The thigh goes to the front.
        public var hipFlexion: Degrees = 0
        /// The thigh goes outwards.
        public var hipAbduction: Degrees = 0
        /// The leg turns outwards, as the feet of a lying patient fall.
        public var hipRotation: Degrees = 0
        /// 0 with a straight leg.
        public var kneeFlexion: Degrees = 0
        /// The toes go down; 0 with the foot square to the leg.
        public var anklePlantarflexion: Degrees = 0
        /// The sole turns inwards.
        public var subtalarInversion: Degrees = 0
        /// Towards the sole.
        public var toeFlexion: Degrees = 0

        /// All joints at zero.
        public init() {}
    }

    /// The head on the neck.
    public var neck = Spine()
    /// The trunk on the pelvis, at L5/S1.
    public var trunk = Spine()
    /// The joints of the left arm and leg.
    public var left = Limbs()
    /// The joints of the right arm and leg.
    public var right = Limbs()

    /// All joints at zero.
    public init() {}

    /// As a patient lies for a bone scan: arms beside the trunk and clear of it, hands beside the thighs, legs
    /// apart, feet fallen outwards and forwards.
    public static let supine: JointAngles = {
        var limbs = Limbs()
        limbs.shoulderAbduction = 8
        limbs.elbowFlexion = 12
        limbs.forearmPronation = 90
        limbs.hipAbduction = 2
        limbs.hipRotation = 12
        limbs.anklePlantarflexion = 25
        var angles = JointAngles()
        (angles.left, angles.right) = (limbs, limbs)
        return angles
    }()

    /// The angles of one side's limbs.
    public subscript(side: Side) -> Limbs {
        get { side == .left ? left : right }
        set { if side == .left { left = newValue } else { right = newValue } }
    }
}

extension JointAngles {
    /// The value of a coordinate of the OpenSim model, in radians; nil for one that is not held here.
    func radians(_ coordinate: String) -> Float? {
        let degrees: Degrees? =
            switch coordinate {
            case "neck_flexion": -neck.flexion
            case "neck_bending": -neck.bending
            case "neck_rotation": neck.rotation
            case "L5_S1_Flex_Ext": -trunk.flexion
            case "L5_S1_Lat_Bending": -trunk.bending
            case "L5_S1_axial_rotation": trunk.rotation
            default:
                coordinate.hasSuffix("_l")
                    ? left.degrees(coordinate.dropLast(2)) : right.degrees(coordinate.dropLast(2))
            }
        return degrees.map { $0 * .pi / 180 }
    }
}

extension JointAngles.Limbs {
    fileprivate func degrees(_ coordinate: Substring) -> Degrees? {
        switch coordinate {
        case "arm_flex": shoulderFlexion
        case "arm_add": -shoulderAbduction
        case "arm_rot": shoulderRotation
        case "elbow_flex": elbowFlexion
        case "pro_sup": forearmPronation
        case "wrist_flex": wristFlexion
        case "wrist_dev": wristUlnarDeviation
        case "hip_flexion": hipFlexion
        case "hip_adduction": -hipAbduction
        case "hip_rotation": -hipRotation
        case "knee_angle": kneeFlexion
        case "ankle_angle": -anklePlantarflexion
        case "subtalar_angle": subtalarInversion
        case "mtp_angle": toeFlexion
        default: nil
        }
    }
}

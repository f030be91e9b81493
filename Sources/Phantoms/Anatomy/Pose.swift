import Foundation
public import Scintigraphy

/// How a patient lies on the table, beyond what follows from the body's shape.
public struct Pose: Codable, Equatable, Sendable {
    /// Where the hands are.
    public enum Arms: String, CaseIterable, Codable, Sendable {
        case alongside = "alongside the body"
        case onThighs = "hands on the thighs"
        case underHips = "hands under the hips"
    }

    /// How the limbs of one side are held, in degrees.
    public struct Limbs: Codable, Equatable, Sendable {
        /// The foot falls outwards.
        public var legRotation: Double
        /// From the leg's straight line.
        public var legAbduction: Double
        /// Over a cushion.
        public var kneeFlexion: Double
        /// How far the foot points down.
        public var plantarflexion: Double
        /// Of the forearm; 90 with the thumb up.
        public var pronation: Double
        /// Beyond what clears the trunk.
        public var armAbduction: Double
        /// Towards the palm.
        public var wristFlexion: Double
    }

    /// To the patient's left, in degrees.
    public var headTurn: Double
    /// The chin's way towards the chest, in degrees from a face that looks straight up.
    public var headFlexion: Double
    /// Where the hands are.
    public var arms: Arms
    /// The limbs of either side.
    public var left, right: Limbs
    /// The front of trunk and pelvis turned to the patient's left, in degrees.
    public var rotation: Double
    /// The body's midline from the table's, to the patient's left, in mm.
    public var offsetMillimetres: Double
    /// From the start of the field of view to the vertex, in mm.
    public var marginMillimetres: Double

    /// The limbs of a side.
    public subscript(side: Side) -> Limbs { side == .left ? left : right }

    /// A pose as technologists achieve it: mostly straight, arms alongside, forefeet strapped or fallen outwards.
    /// Typical values.
    public static func sample(using generator: inout SeededGenerator) -> Pose {
        let turned = generator.chance(0.08)
        let turn =
            turned ? generator.uniform(in: 10...32) : abs(generator.normal(mean: 0, sd: 4, in: -12...12))
        let headTurn = generator.chance(0.5) ? turn : -turn
        let headFlexion = generator.normal(mean: 4, sd: 5, in: -8...18)
        let arms = Arms.allCases[generator.index(weights: [0.8, 0.13, 0.07])]
        let limbs = Limbs.pair(arms: arms, using: &generator)
        return Pose(
            headTurn: headTurn, headFlexion: headFlexion, arms: arms, left: limbs.left, right: limbs.right,
            rotation: generator.normal(mean: 0, sd: 1.8, in: -7...7),
            offsetMillimetres: generator.normal(mean: 0, sd: 8, in: -25...25),
            marginMillimetres: generator.uniform(in: 60...240))
    }
}

extension Pose.Limbs {
    /// Both sides, more alike than two patients' are.
    fileprivate static func pair(
        arms: Pose.Arms, using generator: inout SeededGenerator
    ) -> (left: Self, right: Self) {
        let cushion = generator.chance(0.35) ? generator.uniform(in: 8...28) : generator.uniform(in: 1...5)
        // Feet bound together point up; free ones fall outwards.
        let outwards = generator.chance(0.4) ? generator.uniform(in: -4...8) : generator.uniform(in: 10...32)
        let apart = generator.uniform(in: -1...4)
        let plantarflexion = generator.normal(mean: 22, sd: 7, in: 5...42)
        let pronation =
            arms == .alongside ? generator.uniform(in: 70...150) : generator.uniform(in: 140...170)
        let wrist = generator.normal(mean: 0, sd: 5, in: -12...12)
        func side(_ generator: inout SeededGenerator) -> Self {
            func about(_ middle: Double, _ sd: Double) -> Double {
                generator.normal(mean: middle, sd: sd, in: middle - 2.5 * sd...middle + 2.5 * sd)
            }
            return Self(
                legRotation: about(outwards, 3), legAbduction: about(apart, 0.8),
                kneeFlexion: max(0, about(cushion, 1.5)), plantarflexion: about(plantarflexion, 3),
                pronation: about(pronation, 8), armAbduction: abs(about(0, 2)), wristFlexion: about(wrist, 3))
        }
        return (side(&generator), side(&generator))
    }
}

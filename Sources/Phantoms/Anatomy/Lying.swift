import Foundation
import Scintigraphy

/// Where each segment of a patient comes to lie: the joint angles are found so that trunk, heels, elbows and hands
/// rest on the table at z = 0.
struct Lying {
    /// How much the front of the trunk is turned to the patient's left, in radians.
    let rotation: Float
    /// Where the large joints turn.
    private(set) var joints: JointCentres
    private var placements: [Placement]
    private let bend: TrunkBend
    private let shoulders: ShoulderWidth
    /// What follows the bend.
    private let trunk: Placement

    /// Places the points of a bone.
    func place(_ solid: BoneSolid, into points: UnsafeMutableBufferPointer<SIMD3<Float>>) {
        let placement = placements[solid.segment.index]
        solid.points.withUnsafeBufferPointer { source in
            guard solid.segment == .torso else {
                for index in source.indices { points[index] = placement(source[index]) }
                return
            }
            for index in source.indices {
                points[index] = trunk(bend(shoulders(placement(source[index]))))
            }
        }
    }

    init(_ skeleton: Skeleton, _ physique: Physique, _ pose: Pose) {
        let scales = physique.segmentScales
        let stand = skeleton.placed(JointAngles(), scales)
        let centres = skeleton.jointCentres(stand)
        let size = physique.size
        let base = centres.lumbosacral
        let c7 = stand[Segment.torso.index](skeleton.middle(of: .c7)).y
        shoulders = ShoulderWidth(
            factor: Float(physique.proportions.shoulders / physique.proportions.thoraxWidth), size: size)
        rotation = Float(pose.rotation) * .pi / 180

        // The trunk rolls and tips until rib cage and buttocks rest at the same height.
        var neck = TrunkBend.Neck(turn: Float(pose.headTurn) * .pi / 180 - rotation)
        let straight = TrunkBend(physique.spine, base: base, c7: c7, head: centres.head.y, neck: neck)
        let roll = Placement(turningBy: rotation, about: SIMD3(0, 1, 0))
        let fat = physique.expectedFat
        func back(_ bones: [BoneSolid], _ map: (SIMD3<Float>) -> SIMD3<Float>) -> SIMD3<Float> {
            var lowest = SIMD3<Float>(0, 0, .infinity)
            for solid in bones {
                for index in stride(from: 0, to: solid.points.count, by: 7) {
                    let place = roll(map(stand[solid.segment.index](solid.points[index])))
                    if place.z < lowest.z { lowest = place }
                }
            }
            return lowest
        }
        let widening = shoulders
        let ribs =
            back(skeleton.thoracicBack) { straight(widening($0)) } - SIMD3(0, 0, (13 + 0.35 * fat) * size)
        let sacrum = back([skeleton[.sacrum]]) { $0 } - SIMD3(0, 0, (26 + 0.7 * fat) * size)
        let tip = min(0.12, max(-0.12, -atan2(ribs.z - sacrum.z, ribs.y - sacrum.y)))
        let tilt = Placement(turningBy: tip, about: SIMD3(1, 0, 0)) * roll
        // What the patient's weight presses out of the way.
        let pressed: Float = 6
        let raise = -min(tilt.unrolled(roll, sacrum).z, tilt.unrolled(roll, ribs).z) - pressed
        let trunk = Placement(translation: SIMD3(0, 0, raise)) * tilt
        self.trunk = trunk

        // The face looks up; the back of the head rests on the table or a low cushion.
        let lean = atan2(trunk.direction(straight.frame(atY: centres.head.y).y).z, 1)
        neck.flexion = Float(pose.headFlexion) * .pi / 180 - lean
        let nodding = TrunkBend(physique.spine, base: base, c7: c7, head: centres.head.y, neck: neck)
        func head(_ bend: TrunkBend) -> Placement {
            trunk * bend.frame(atY: centres.head.y) * stand[Segment.head.index]
        }
        let skull = skeleton.lowest([skeleton[.skull]], head(nodding))
        neck.lift = min(0, 45 - skull) * 0.8 + max(0, 8 - skull)
        bend = TrunkBend(physique.spine, base: base, c7: c7, head: centres.head.y, neck: neck)

        var limbs = LimbSolver(
            skeleton, physique, pose, scales, trunk: trunk, bend: bend, shoulders: shoulders)
        limbs.solve()
        placements = skeleton.placed(limbs.angles, scales)
        for segment in Segment.allCases where segment != .torso {
            placements[segment.index] = limbs.carrier(segment) * placements[segment.index]
        }
        placements[Segment.head.index] = head(bend)
        joints = skeleton.jointCentres(placements)
        joints = JointCentres(
            head: joints.head, lumbosacral: trunk(base), left: joints.left, right: joints.right)
    }
}

/// Widens what lies beside the rib cage, so that shoulders are wide where the rib cage is not.
struct ShoulderWidth {
    let factor, size: Float

    @inline(__always)
    func callAsFunction(_ place: SIMD3<Float>) -> SIMD3<Float> {
        let t = min(1, max(0, (abs(place.x) / size - 90) / 80))
        return SIMD3(place.x * (1 + (factor - 1) * t * t), place.y, place.z)
    }
}

extension Placement {
    /// Where this turn takes a place that `roll` has turned already.
    fileprivate func unrolled(_ roll: Placement, _ place: SIMD3<Float>) -> SIMD3<Float> {
        self(roll.backFromRigid(place))
    }
}

extension Skeleton {
    /// The bones on which a back rests above the pelvis.
    fileprivate var thoracicBack: [BoneSolid] {
        solids.filter { solid in
            guard solid.segment == .torso, let level = solid.bone.level else { return false }
            return (solid.bone.region == .ribs || solid.bone.region == .thoracicSpine)
                && (3...10).contains(level)
        }
    }

    /// The mean of a bone's points in its segment's frame.
    fileprivate func middle(of bone: Bone) -> SIMD3<Float> {
        let points = self[bone].points
        return points.reduce(.zero, +) / Float(points.count)
    }

    /// The lowest z of some bones' points once placed.
    func lowest(_ bones: [BoneSolid], _ placement: Placement) -> Float {
        var lowest = Float.infinity
        for solid in bones {
            for index in stride(from: 0, to: solid.points.count, by: 11) {
                lowest = min(lowest, placement(solid.points[index]).z)
            }
        }
        return lowest
    }
}

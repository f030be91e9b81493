import Foundation

/// Finds the angles of hips, shoulders and elbows at which heels, elbows and hands rest where the pose wants them.
struct LimbSolver {
    private(set) var angles = JointAngles()
    private let skeleton: Skeleton
    private let physique: Physique
    private let pose: Pose
    private let scales: SegmentScales
    private let trunk: Placement
    /// By `Side.allCases`: what the bend of the trunk does to the shoulder.
    private let shoulderShifts: [Placement]

    /// Bones by which a hand meets the table.
    private static let hand =
        ["lunate", "metacarpal 5", "metacarpal 2"] + (1...5).map { "distal phalanx of finger \($0)" }

    init(
        _ skeleton: Skeleton, _ physique: Physique, _ pose: Pose, _ scales: SegmentScales, trunk: Placement,
        bend: TrunkBend, shoulders: ShoulderWidth
    ) {
        (self.skeleton, self.physique, self.pose, self.scales, self.trunk) = (
            skeleton, physique, pose, scales, trunk
        )
        let stand = skeleton.jointCentres(skeleton.placed(JointAngles(), scales))
        shoulderShifts = Side.allCases.map { side in
            let shoulder = stand[side].shoulder
            return Placement(translation: bend(shoulders(shoulder)) - shoulder)
        }
    }

    /// What carries a segment beside the joint tree: the table's tilt, and for arms the bend of the trunk.
    func carrier(_ segment: Segment) -> Placement {
        switch segment {
        case .humerus(let side), .ulna(let side), .radius(let side), .hand(let side):
            trunk * shoulderShifts[side == .left ? 0 : 1]
        default: trunk
        }
    }

    mutating func solve() {
        for side in Side.allCases {
            setLeg(side)
            setArm(side)
        }
    }

    // MARK: Legs

    private mutating func setLeg(_ side: Side) {
        let limbs = pose[side]
        angles[side].hipRotation = Float(limbs.legRotation)
        angles[side].hipAbduction = Float(limbs.legAbduction)
        angles[side].kneeFlexion = Float(limbs.kneeFlexion)
        angles[side].anklePlantarflexion = Float(limbs.plantarflexion)
        angles[side].hipFlexion = Float(limbs.kneeFlexion) / 2
        let heel = [skeleton[.sided("calcaneus", side)]]
        let resting = 9 * physique.size
        find(\.hipFlexion, side, in: -20...35, step: 2) { solver in
            solver.skeleton.lowest(heel, solver.placement(.calcaneus(side))) - resting
        }
    }

    // MARK: Arms

    private mutating func setArm(_ side: Side) {
        let limbs = pose[side]
        let size = physique.size
        let fat = physique.expectedFat
        angles[side].forearmPronation = Float(limbs.pronation)
        angles[side].wristFlexion = Float(limbs.wristFlexion)
        switch pose.arms {
        case .alongside: (angles[side].elbowFlexion, angles[side].shoulderRotation) = (15, 40)
        case .onThighs: (angles[side].elbowFlexion, angles[side].shoulderRotation) = (18, 35)
        case .underHips: (angles[side].elbowFlexion, angles[side].shoulderRotation) = (25, 80)
        }
        let elbow = [skeleton[.sided("ulna", side)]]
        let hand = Bone.all.filter { $0.side == side && Self.hand.contains($0.part) }.map { skeleton[$0] }
        // Where trunk and hips end, as wide as this patient's are expected to be.
        let waist = (150 * Float(physique.proportions.thoraxWidth) + 10) * size + 1.15 * fat
        let hips = (165 * Float(physique.proportions.pelvisWidth) + 8) * size + 1.0 * fat
        let arm = 35 * size + 0.2 * fat
        let height = pose.arms == .onThighs ? 165 * size + 1.2 * fat : 9 * size
        let across = pose.arms == .alongside ? hips + 24 * size : 135 * size
        for _ in 0..<3 {
            find(\.shoulderAbduction, side, in: 2...50, step: 3) { solver in
                side.sign * solver.armCentres(side).elbow.x - (waist + arm)
            }
            find(\.shoulderFlexion, side, in: -45...30, step: 3) { solver in
                solver.skeleton.lowest(elbow, solver.placement(.ulna(side))) - 12 * size
            }
            let high: (LimbSolver) -> Float = { solver in
                solver.skeleton.lowest(hand, solver.placement(.hand(side))) - height
            }
            let wide: (LimbSolver) -> Float = { solver in
                side.sign * solver.armCentres(side).wrist.x - across
            }
            switch pose.arms {
            case .onThighs:
                find(\.elbowFlexion, side, in: 2...75, step: 3, high)
                find(\.shoulderRotation, side, in: -10...75, step: 5, wide)
            case .alongside:
                find(\.shoulderRotation, side, in: 0...70, step: 10) { solver in
                    var lying = solver
                    lying.find(\.elbowFlexion, side, in: 2...50, step: 3, high)
                    return wide(lying)
                }
                find(\.elbowFlexion, side, in: 2...50, step: 3, high)
            case .underHips:
                find(\.elbowFlexion, side, in: 2...60, step: 3, wide)
                find(\.shoulderRotation, side, in: 20...110, step: 5, high)
            }
        }
        angles[side].shoulderAbduction += Float(limbs.armAbduction)
    }

    private func armCentres(_ side: Side) -> JointCentres.Limbs {
        skeleton.jointCentres(carried)[side]
    }

    private var carried: [Placement] {
        let placed = skeleton.placed(angles, scales)
        return zip(Segment.allCases, placed).map { carrier($0) * $1 }
    }

    private func placement(_ segment: Segment) -> Placement {
        carrier(segment) * skeleton.placed(angles, scales)[segment.index]
    }

    /// Sets an angle to where `miss` is zero, or as near as the range allows, by the secant method.
    private mutating func find(
        _ angle: WritableKeyPath<JointAngles.Limbs, Degrees>, _ side: Side, in range: ClosedRange<Degrees>,
        step: Degrees, _ miss: (LimbSolver) -> Float
    ) {
        func clamped(_ degrees: Degrees) -> Degrees { min(range.upperBound, max(range.lowerBound, degrees)) }
        var before = clamped(angles[side][keyPath: angle])
        angles[side][keyPath: angle] = before
        var missBefore = miss(self)
        var now = clamped(before + step) == before ? before - step : clamped(before + step)
        for _ in 0..<4 {
            angles[side][keyPath: angle] = now
            let missNow = miss(self)
            guard abs(missNow) > 0.5, abs(missNow - missBefore) > 1e-4 else { break }
            let next = clamped(now - missNow * (now - before) / (missNow - missBefore))
            (before, missBefore, now) = (now, missNow, next)
            if abs(next - before) < 0.05 { break }
        }
        angles[side][keyPath: angle] = now
    }
}

import Scintigraphy
import TestSupport
import Testing

@testable import Phantoms

@Suite struct PoseTests {
    let skeleton: Skeleton
    init() throws { skeleton = try installedSkeleton.get() }

    private func points(_ name: String, _ angles: JointAngles) throws -> [SIMD3<Float>] {
        let solid = skeleton[try #require(Bone(name))]
        return solid.points.map(skeleton.placed(angles)[solid.segment.index].callAsFunction)
    }

    private func middle(_ name: String, _ angles: JointAngles) throws -> SIMD3<Float> {
        let points = try points(name, angles)
        return points.reduce(.zero, +) / Float(points.count)
    }

    /// Distances within a segment stay in any pose, to float's precision at a metre.
    @Test(.tags(.property)) func segmentsAreRigid() throws {
        for placement in skeleton.placed(.supine) {
            #expect(abs(dot(cross(placement.x, placement.y), placement.z) - 1) < 1e-4)
            #expect((placement(SIMD3(300, -40, 5)) - placement(.zero)).length - 302.7 < 0.1)
        }
        #expect(skeleton.placed(.supine)[Segment.pelvis.index] == .identity)
    }

    /// The published model has its hips 167 mm apart.
    @Test func hipsAreAsFarApartAsPublished() {
        let centres = skeleton.jointCentres(skeleton.placed(.supine))
        #expect(abs((centres.left.hip - centres.right.hip).length - 167) < 0.01)
    }

    /// What the published tree gives, 3 mm less in the ankle.
    @Test func stature() throws {
        let standing = JointAngles()
        let vertex = try #require(points("skull", standing).map(\.y).max())
        let heel = try #require(points("left calcaneus", standing).map(\.y).min())
        #expect(abs(vertex - heel - 1694) < 3)
    }

    /// As far as the skeleton is symmetric itself.
    @Test(.tags(.property)) func symmetricPoseIsItsMirrorImage() throws {
        for bone in Bone.all where bone.side == .left {
            let left = try middle(bone.name, .supine), right = try middle(bone.mirrored.name, .supine)
            #expect((left * SIMD3(-1, 1, 1) - right).length < (bone.region == .ribs ? 6 : 2), "\(bone)")
        }
    }

    /// Which way a bone goes when a joint bends by 20 degrees: (x outwards, y up, z to the front).
    @Test(arguments: [
        (\JointAngles.Limbs.shoulderFlexion, "metacarpal 3", SIMD3<Float>(0, 0, 1)),
        (\.shoulderAbduction, "metacarpal 3", SIMD3(1, 0, 0)),
        (\.elbowFlexion, "metacarpal 3", SIMD3(0, 0, 1)),
        (\.hipFlexion, "calcaneus", SIMD3(0, 0, 1)),
        (\.hipAbduction, "calcaneus", SIMD3(1, 0, 0)),
        (\.hipRotation, "distal phalanx of toe 1", SIMD3(1, 0, 0)),
        (\.kneeFlexion, "calcaneus", SIMD3(0, 0, -1)),
        (\.anklePlantarflexion, "distal phalanx of toe 1", SIMD3(0, -1, 0)),
        (\.toeFlexion, "distal phalanx of toe 1", SIMD3(0, -1, 0)),
        (\.wristUlnarDeviation, "distal phalanx of finger 3", SIMD3(-1, 0, 0)),
        (\.wristFlexion, "distal phalanx of finger 3", SIMD3(0, 0, 1)),
        (\.forearmPronation, "distal phalanx of finger 1", SIMD3(0, 0, 1)),
    ])
    func jointsBendTheWayTheyAreNamed(
        joint: any WritableKeyPath<JointAngles.Limbs, Degrees> & Sendable, bone: String, way: SIMD3<Float>
    ) throws {
        for side in Side.allCases {
            var bent = JointAngles()
            bent[side][keyPath: joint] = 20
            let name = "\(side.rawValue) \(bone)"
            let move = try middle(name, bent) - middle(name, JointAngles())
            #expect(dot(unit(move * SIMD3(side.sign, 1, 1)), way) > 0.7, "\(name) \(move)")
        }
    }

    @Test func spineBendsTheWayItIsNamed() throws {
        let straight = try middle("mandible", JointAngles())
        for spine in [\JointAngles.neck, \.trunk] {
            var forwards = JointAngles(), leftwards = JointAngles(), turned = JointAngles()
            forwards[keyPath: spine].flexion = 20
            leftwards[keyPath: spine].bending = 20
            turned[keyPath: spine].rotation = 20
            #expect(try middle("skull", forwards).z > middle("skull", JointAngles()).z + 10)
            #expect(try middle("skull", leftwards).x > 10)
            #expect(try middle("mandible", turned).x > straight.x + 10)
        }
    }

    /// A right angle at the elbow: the forearm turns by 90 degrees, and the hand goes with it to the front.
    @Test func elbowBendsByARightAngle() throws {
        var bent = JointAngles()
        bent.left.elbowFlexion = 90
        func forearm(_ angles: JointAngles) -> SIMD3<Float> {
            let centres = skeleton.jointCentres(skeleton.placed(angles)).left
            return centres.wrist - centres.elbow
        }
        let (straight, right) = (forearm(JointAngles()), forearm(bent))
        #expect(abs(straight.length - right.length) < 0.1)
        // The hinge is not quite square to the forearm: the carrying angle.
        #expect(abs(dot(unit(straight), unit(right))) < 0.1)
        let move = try middle("left metacarpal 3", bent) - middle("left metacarpal 3", JointAngles())
        #expect(move.z > 200 && move.y > 200)
    }

    /// A scaled segment takes the joints that it carries with it.
    @Test func scalesLengthenAndCarryOn() {
        var scales = SegmentScales.unit
        scales[.femur(.left)] = SIMD3(1, 1.1, 1)
        let own = skeleton.jointCentres(skeleton.placed(JointAngles()))
        let long = skeleton.jointCentres(skeleton.placed(JointAngles(), scales))
        #expect((long.left.hip - own.left.hip).length < 1e-3)
        #expect(abs(long.left.knee.y - own.left.knee.y + 40.8) < 0.5)
        #expect(abs(long.left.ankle.y - own.left.ankle.y + 40.8) < 0.5)
        #expect(long.right == own.right)
    }

    /// Supine: no bone of arm or hand within 5 mm of trunk or thigh, toes outwards and forwards.
    @Test func handsLieClearOfTheThighs() throws {
        let hand = try points("left distal phalanx of finger 3", .supine).map(\.x).min() ?? 0
        let trochanter = try points("left femur", .supine).map(\.x).max() ?? 0
        #expect(hand > trochanter + 30)
        let toe = try middle("left distal phalanx of toe 2", .supine)
        let heel = try middle("left calcaneus", .supine)
        #expect(toe.x > heel.x && toe.y < heel.y && toe.z > heel.z)
    }

    /// Bones of the foot, told apart by their places, meet the neighbours that they have in anatomy.
    @Test(arguments: [
        ("talus", "navicular"), ("metatarsal 1", "medial cuneiform"),
        ("metatarsal 2", "intermediate cuneiform"),
        ("metatarsal 3", "lateral cuneiform"), ("metatarsal 4", "cuboid"), ("metatarsal 5", "cuboid"),
    ])
    func tarsalsMeetTheirNeighbours(bone: String, neighbour: String) throws {
        let tarsals = [
            "navicular", "cuboid", "medial cuneiform", "intermediate cuneiform", "lateral cuneiform",
        ]
        for side in Side.allCases {
            let own = try points("\(side.rawValue) \(bone)", JointAngles())
            let nearest = try tarsals.min { a, b in
                try gap(own, points("\(side.rawValue) \(a)", JointAngles()))
                    < gap(own, points("\(side.rawValue) \(b)", JointAngles()))
            }
            #expect(nearest == neighbour)
        }
    }

    /// The phalanges of a toe follow its metatarsal: gaps of up to 5 mm, and as much again as some points see less
    /// than all; the neighbouring toe lies farther.
    @Test(arguments: 1...5) func toesFollowTheirMetatarsal(toe: Int) throws {
        let rows = toe == 1 ? ["proximal", "distal"] : ["proximal", "middle", "distal"]
        for side in Side.allCases {
            var last = try points("\(side.rawValue) metatarsal \(toe)", JointAngles())
            for row in rows {
                let next = try points("\(side.rawValue) \(row) phalanx of toe \(toe)", JointAngles())
                #expect(gap(last, next) < 12)
                last = next
            }
        }
    }

    /// The least distance between some of the points of two bones.
    private func gap(_ a: [SIMD3<Float>], _ b: [SIMD3<Float>]) -> Float {
        func some(_ points: [SIMD3<Float>]) -> [SIMD3<Float>] {
            stride(from: 0, to: points.count, by: max(1, points.count / 200)).map { points[$0] }
        }
        let b = some(b)
        return some(a).reduce(.infinity) { least, place in
            b.reduce(least) { min($0, ($1 - place).length) }
        }
    }
}

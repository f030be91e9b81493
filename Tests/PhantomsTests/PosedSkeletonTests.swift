import Scintigraphy
import TestSupport
import Testing

@testable import Phantoms

@Suite(.tags(.property)) struct PosedSkeletonTests {
    @Test(arguments: 0..<20)
    func liesOnTheTable(index: Int) throws {
        let patient = try LyingPatient.twenty.get()[index]
        let skeleton = patient.skeleton
        #expect(skeleton.box(.skull).high.y == 0)
        #expect(skeleton.points.allSatisfy { $0.z > 0 })
        // Heels and the back of pelvis or rib cage are where skin presses on the table.
        for side in Side.allCases {
            #expect(skeleton.box(.sided("calcaneus", side)).low.z < 25)
        }
        let back = Bone.all.filter { [.ribs, .sacrum, .thoracicSpine].contains($0.region) }
        let lowest = try #require(back.map { skeleton.box($0).low.z }.min())
        #expect(lowest < 45 + patient.body.flesh.fat)
    }

    /// From vertex to heel, the foot pointing down or up, a patient measures the stature less what kyphosis and bent
    /// knees take from it.
    @Test(arguments: 0..<20)
    func hasTheStature(index: Int) throws {
        let patient = try LyingPatient.twenty.get()[index]
        let heel = Side.allCases.map { patient.skeleton.box(.sided("calcaneus", $0)).low.y }.min() ?? 0
        #expect(abs(Double(-heel) / patient.physique.statureMillimetres - 1) < 0.05)
    }

    @Test func pointsKeepTheirBonesAndVolumes() throws {
        let patient = try LyingPatient(seed: 4)
        let reference = try LyingPatient.reference.get()
        #expect(patient.skeleton.ranges.map(\.count) == reference.solids.map(\.points.count))
        let scale = patient.physique.segmentScales[.head]
        #expect(
            patient.skeleton.pointVolumes[0] == reference.solids[0].pointVolume * scale.x * scale.y * scale.z)
        #expect(patient.skeleton[.sacrum].count == reference[.sacrum].points.count)
    }

    @Test func samePatientSamePoints() throws {
        #expect(try LyingPatient(seed: 6).skeleton.points == LyingPatient(seed: 6).skeleton.points)
    }

    /// A scoliosis of 30 degrees moves its apex sideways by tan(15°) × span / 2π × 2 and leaves its ends;
    /// vertebrae also turn, not quite about their own middles.
    @Test func scoliosisBendsTheSpine() throws {
        let reference = try LyingPatient.reference.get()
        let patient = try LyingPatient(seed: 2)
        var (physique, pose) = (patient.physique, patient.pose)
        pose.rotation = 0
        physique.spine = .reference
        let straight = PosedSkeleton(reference, physique, pose)
        physique.spine.scoliosisDegrees = 30
        let bent = PosedSkeleton(reference, physique, pose)
        let length = straight.centroid(.c7).y - straight.joints.lumbosacral.y
        let shift = (1...12).map { level in
            let bone = Bone.thoracic(level)
            return bent.centroid(bone).x - straight.centroid(bone).x
        }
        let expected = 0.268 * Float(physique.spine.scoliosisSpan) * length / .pi
        let most = try #require(shift.max())
        #expect(abs(most - expected) < 0.15 * expected)
        #expect(abs(bent.centroid(.sacrum).x - straight.centroid(.sacrum).x) < 1)
    }
}

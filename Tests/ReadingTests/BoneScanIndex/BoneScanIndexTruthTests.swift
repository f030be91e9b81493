import Foundation
import Scintigraphy
import Segmentation
import TestSupport
import Testing

@testable import Phantoms
@testable import Reading

/// The index of simulated truth: of bones that are ill from end to end it is their weight.
@Suite struct BoneScanIndexTruthTests {
    private func lesion(_ number: Int, _ bone: String, _ cause: Cause) throws -> Lesion {
        Lesion(
            number: number, group: number, bone: try #require(Bone(bone)), cause: cause, shape: .wholeBone,
            centre: .zero, axis: SIMD3(0, 1, 0), halfLength: 100, halfWidth: 100, ratio: 5)
    }

    @Test func aWholeBoneIsItsWeight() throws {
        var plan = try CohortPlan(seed: 3, indices: 1...1)
        plan.artefacts = .none
        let simulator = Simulator(plan: plan, skeleton: try Skeleton(folder: installed("skeleton")))
        var patient = simulator.patient(1)
        patient.lesions = [
            try lesion(1, "sacrum", .metastasis), try lesion(2, "left femur", .metastasis),
            try lesion(3, "right humerus", .paget),
        ]
        let made = try simulator.scan(patient, software: "test")
        let index = BoneScanIndex.truth(regions: made.regions, lesions: made.lesions, made.truth)
        let expected =
            SkeletalWeights.percent(BoneRegion(bone: .ofClass(.sacrum), side: nil))
            + SkeletalWeights.percent(BoneRegion(bone: .ofClass(.femora), side: .left))
        // Masks of lesions and of bones round their edges differently.
        #expect(abs(index / expected - 1) < 0.03)
        patient.lesions = [try lesion(1, "sacrum", .paget)]
        var truth = made.truth
        truth = PatientTruth(
            software: truth.software, files: truth.files, patient: patient, activity: truth.activity,
            skeletonOutsideField: 0, anterior: truth.anterior, posterior: truth.posterior, lesions: [])
        #expect(BoneScanIndex.truth(regions: made.regions, lesions: made.lesions, truth) == 0)
    }
}

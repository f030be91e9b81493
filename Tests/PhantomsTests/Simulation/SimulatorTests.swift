import Foundation
import Scintigraphy
import TestSupport
import Testing

@testable import Phantoms

@Suite(.tags(.property)) struct SimulatorTests {
    @Test func aPatientIsTheSameInEveryCohortOfThePlan() throws {
        let first = try Department.simulator()
        let again = try Department.simulator()
        #expect(first.patient(13) == again.patient(13))
        #expect(first.patient(13) != first.patient(14))
        let (a, b) = (
            try first.scan(first.patient(13), software: "test"), try again.scan(again.patient(13), software: "test")
        )
        #expect(a.scan == b.scan && a.regions == b.regions && a.lesions == b.lesions && a.truth == b.truth)
    }

    /// What one part of a patient draws does not move the others.
    @Test func partsHaveSequencesOfTheirOwn() throws {
        let without = try Department.simulator(metastases: 0).patient(5)
        let with = try Department.simulator(metastases: 1, artefacts: .reported).patient(5)
        #expect(without.physique == with.physique && without.pose.left == with.pose.left)
        #expect(without.lesions.filter { !$0.isMalignant }.count == with.lesions.filter { !$0.isMalignant }.count)
    }

    @Test func theReferenceManGivesTheCountsOfTheBudget() throws {
        let simulator = try Department.simulator()
        let result = try simulator.scan(Department.referenceMan(simulator), software: "test")
        for image in result.mean { print("REFERENCE", image.view, image.total) }
        print("REFERENCE", result.truth.anterior.scatterShare, result.truth.activity)
    }
}

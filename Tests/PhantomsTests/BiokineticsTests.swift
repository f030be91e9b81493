import Foundation
import TestSupport
import Testing

@testable import Phantoms

@Suite struct BiokineticsTests {
    /// The table that ICRP 53's half-times give with an immediate uptake in bone, to its printed digits.
    @Test(arguments: [
        (2.0, 0.561, 0.418, 0.143, 0.0039, 0.439), (3.0, 0.499, 0.393, 0.106, 0.0035, 0.501),
        (4.0, 0.461, 0.374, 0.087, 0.0032, 0.539),
    ])
    func agreesWithTheTable(
        hours: Double, body: Double, bone: Double, soft: Double, kidneys: Double, urine: Double
    ) {
        let atOnce = Retention(fraction: 0.5, uptakeHalfTime: nil, phases: Biokinetics.bone.phases)
        let whole = Biokinetics.wholeBody(hours: hours)
        #expect(abs(whole - body) <= 0.0005)
        #expect(abs(atOnce(hours: hours) - bone) <= 0.0005)
        #expect(abs(whole - atOnce(hours: hours) - soft) <= 0.0005)
        #expect(abs(Biokinetics.kidneys(hours: hours) - kidneys) <= 0.00005)
        #expect(abs(Biokinetics.urine(hours: hours) - urine) <= 0.0005)
    }

    /// Against the sum over many small uptakes, each released from then on.
    @Test(arguments: [0.1, 0.5, 1, 3, 8]) func uptakeIsAConvolution(hours: Double) {
        let rate = log(2) / 0.25
        let steps = 4000
        let sum = (0..<steps).reduce(0.0) { sum, step in
            let then = (Double(step) + 0.5) / Double(steps) * hours
            let left = 0.3 * exp2(-(hours - then) / 2) + 0.7 * exp2(-(hours - then) / 72)
            return sum + 0.5 * rate * exp(-rate * then) * left * hours / Double(steps)
        }
        #expect(abs(Biokinetics.bone(hours: hours) - sum) < 1e-5)  // the error of the sum
    }

    @Test func halfDecaysInAHalfLife() {
        #expect(Biokinetics.decay(minutes: 0) == 1)
        #expect(abs(Biokinetics.decay(minutes: 360.6) - 0.5) < 1e-12)
        #expect(abs(Biokinetics.decay(minutes: 180) - 0.7075) < 1e-4)
    }

    /// PMID 9323270: bone 27 % (men) from 3 h to 24 h, "no significant changes"; soft tissue 14 % at 6 h.
    @Test func imagedBoneAndSoftTissueFollowWholeBodyImages() {
        #expect(abs(Biokinetics.imagedBone(sex: .male, hours: 3) - 0.269) < 1e-12)
        #expect(Biokinetics.imagedBone(sex: .male, hours: 24) / 0.269 > 0.8)
        let bone = Biokinetics.imagedBone(sex: .male, hours: 6)
        let soft = (1 - bone) * Biokinetics.keptOutsideBone(hours: 6, clearance: 1)
        #expect(abs(soft - 0.14) < 0.02)
    }

    /// Without kidneys all of it stays; with a tenth of their clearance, soft tissue has two to four times as
    /// much.
    @Test func renalFailureKeepsTracerInSoftTissue() {
        #expect(Biokinetics.keptOutsideBone(hours: 3, clearance: 0) == 1)
        let healthy = Biokinetics.keptOutsideBone(hours: 3, clearance: 1)
        #expect((2...4).contains(Biokinetics.keptOutsideBone(hours: 3, clearance: 0.1) / healthy))
    }
}

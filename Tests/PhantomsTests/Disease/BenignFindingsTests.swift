import Scintigraphy
import TestSupport
import Testing

@testable import Phantoms

@Suite struct BenignFindingsTests {
    let skeleton: Skeleton
    init() throws { skeleton = try installedSkeleton.get() }

    private func patient(_ age: Double, _ sex: Sex = .male, _ referral: Referral = .pain) -> BenignFindings {
        BenignFindings(referral: referral, sex: sex, age: age, skeleton: skeleton)
    }

    private func groups(of finding: BenignFinding, seed: UInt64) -> [[Lesion]] {
        var generator = SeededGenerator(seed: seed)
        return patient(70).lesions(of: finding, using: &generator)
    }

    /// Every finding leaves something in a bone, and none of it is malignant.
    @Test(arguments: BenignFinding.allCases)
    func everyFindingShows(finding: BenignFinding) {
        for seed in 0..<20 as Range<UInt64> {
            let lesions = groups(of: finding, seed: seed).joined()
            #expect(!lesions.isEmpty)
            for lesion in lesions {
                #expect(!lesion.isMalignant && lesion.ratio.isFinite && lesion.ratio > 0)
                #expect(!lesion.membership(in: skeleton).indices.isEmpty, "\(lesion)")
            }
        }
    }

    /// The young show next to nothing; a man of 70 shows several worn joints and end plates.
    @Test func wearComesWithAge() {
        let wear: Set<Cause> = [.degenerativeJoint, .facetArthropathy, .endplateDisease]
        func mean(_ age: Double) -> Double {
            var generator = SeededGenerator(seed: 2)
            let worn = (0..<500).map { _ in
                patient(age).sample(using: &generator).count { wear.contains($0[0].cause) }
            }
            return Double(worn.reduce(0, +)) / 500
        }
        #expect(mean(25) < 0.8)
        #expect((1.2...3).contains(mean(50)))
        #expect((3...5.5).contains(mean(70)))
    }

    @Test func wornJointsAreModeratelyHot() {
        for joint in WornJoint.all {
            for lesion in groups(of: joint.finding, seed: 3).joined() {
                #expect((1.29...3.01).contains(lesion.ratio) && lesion.cause == .degenerativeJoint)
            }
        }
    }

    /// Neighbouring ribs of one side, one above the other in the frame of the trunk.
    @Test func brokenRibsLieInARow() {
        for seed in 0..<100 as Range<UInt64> {
            let ribs = groups(of: .ribFractures, seed: seed)[0]
            #expect((1...5).contains(ribs.count))
            for (upper, lower) in zip(ribs, ribs.dropFirst()) {
                #expect(lower.side == upper.side && lower.level == (upper.level ?? 0) + 1)
                #expect(
                    abs(lower.centre.x - upper.centre.x) < 21 && abs(lower.centre.z - upper.centre.z) < 21)
            }
        }
        #expect((0..<100).count { groups(of: .ribFractures, seed: $0)[0].count > 1 } > 80)
    }

    @Test func prosthesesAreColdWithARim() {
        for finding in [BenignFinding.hipProsthesis, .kneeProsthesis] {
            for group in groups(of: finding, seed: 4) {
                #expect(group.contains(where: \.isMetal) && group.contains { $0.ratio > 1 })
                #expect(Set(group.map(\.side)).count == 1)
                for metal in group where metal.isMetal {
                    let factors = group.factors(in: skeleton[metal.bone], of: skeleton)
                    #expect(factors.min() ?? 1 < 0.05 && factors.max() ?? 0 > 1)
                }
            }
        }
    }

    @Test func replacedJointsDoNotWear() {
        var generator = SeededGenerator(seed: 5)
        for _ in 0..<1500 {
            let lesions = patient(90, .female).sample(using: &generator).joined()
            let replaced = Set(lesions.filter { $0.cause == .prosthesis }.map(\.bone))
            #expect(!lesions.contains { $0.cause == .degenerativeJoint && replaced.contains($0.bone) })
        }
    }

    @Test func pagetTakesWholeBonesFourToTenfold() {
        for seed in 0..<50 as Range<UInt64> {
            for lesion in groups(of: .paget, seed: seed).joined() {
                #expect(lesion.shape == .wholeBone && (4...10).contains(lesion.ratio))
            }
        }
    }

    @Test func chancesFollowAgeSexAndQuestion() {
        for finding in BenignFinding.allCases {
            for age in stride(from: 0.0, through: 110, by: 5) {
                for sex in Sex.allCases {
                    for referral in Referral.allCases {
                        let chance = finding.chance(sex: sex, age: age, referral: referral)
                        #expect((0...0.9).contains(chance))
                    }
                }
            }
        }
        func chance(_ finding: BenignFinding, _ sex: Sex, _ age: Double, _ referral: Referral) -> Double {
            finding.chance(sex: sex, age: age, referral: referral)
        }
        #expect(chance(.compression, .female, 75, .pain) == 2.5 * chance(.compression, .male, 75, .pain))
        #expect(chance(.ribFractures, .male, 60, .trauma) == 6 * chance(.ribFractures, .male, 60, .pain))
        #expect(abs(chance(.paget, .male, 60, .pain) - 0.0045) < 1e-12)
    }
}

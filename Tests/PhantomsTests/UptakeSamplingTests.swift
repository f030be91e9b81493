import Foundation
import Scintigraphy
import TestSupport
import Testing

@testable import Phantoms

/// What 2,000 sampled patients have, against what is known of patients.
@Suite struct UptakeSamplingTests {
    /// Two thousand adults from 20 to 90, half of them men, imaged by the usual protocol.
    static let patients: [(sex: Sex, age: Double, weight: Double, uptake: Uptake)] = (0..<2000).map { index in
        var generator = SeededGenerator(seed: UInt64(index))
        let sex: Sex = index.isMultiple(of: 2) ? .male : .female
        let age = 20 + 70 * generator.uniform()
        let weight = generator.normal(mean: sex == .male ? 84 : 71, sd: 14, in: 45...140)
        let uptake = Uptake.sample(sex: sex, age: age, weightKilograms: weight, using: &generator)
        return (sex, age, weight, uptake)
    }

    static func values(_ of: (Uptake) -> Double) -> [Double] { patients.map { of($0.uptake) }.sorted() }

    @Test func protocolIsKept() {
        let activities = Self.values(\.injectedMBq), minutes = Self.values(\.minutesAfterInjection)
        #expect(activities[0] >= 555 && activities[1999] <= 925)
        #expect((720...800).contains(activities[1000]))
        #expect(minutes[0] >= 120 && minutes[1999] <= 300)
        #expect((170...190).contains(minutes[1000]))
    }

    @Test func impossibleProtocolsAreRefused() {
        #expect(throws: PhantomError.self) {
            try UptakeProtocol(
                typicalMBq: 300, activityMBq: 555...925, typicalMinutes: 180, minutes: 120...300)
        }
        #expect(throws: PhantomError.self) {
            try UptakeProtocol(typicalMBq: 600, activityMBq: 555...925, typicalMinutes: 0, minutes: 0...9)
        }
    }

    /// Kidneys 0.5 to 2 % of the injected activity around 1 %, bladder 0.5 to 6 % around 1.5 %.
    @Test func kidneysAndBladderHaveTheirQuantiles() {
        let kidneys = Self.values { $0.leftKidneyFraction + $0.rightKidneyFraction }
        let bladder = Self.values(\.bladderFraction)
        #expect((0.009...0.011).contains(kidneys[1000]))
        #expect((0.004...0.006).contains(kidneys[100]) && (0.017...0.023).contains(kidneys[1900]))
        #expect((0.0135...0.0165).contains(bladder[1000]))
        #expect((0.0035...0.006).contains(bladder[100]) && (0.045...0.07).contains(bladder[1900]))
    }

    /// All that was injected is in the body or was excreted, of which the bladder holds a part.
    @Test func activityIsConserved() {
        for (_, _, _, uptake) in Self.patients {
            let excreted = 1 - uptake.retainedFraction
            #expect(uptake.softTissueFraction > 0 && uptake.bladderFraction >= 0)
            #expect(excreted > uptake.bladderFraction)
            for lesions in [0.0, 0.5, 10] {
                let activity = uptake.activity(skeleton: 2.5e6, lesions: lesions)
                let bone = activity.bone * 2.5e6 * (1 + lesions)
                let organs =
                    activity.leftKidney + activity.rightKidney + activity.thyroid + activity.stomach
                let elsewhere = (activity.total - bone) / (1 - uptake.boneFraction)
                let sum = activity.softTissue + organs + excreted * elsewhere + bone
                #expect(abs(sum - activity.total) < 1e-9 * activity.total)
            }
        }
    }

    /// 26.9 % in men and 24.1 % in women at 3 h (PMID 9323270), CoV of 0.15.
    @Test(arguments: [(Sex.male, 0.269), (.female, 0.241)])
    func boneHoldsItsFraction(sex: Sex, expected: Double) {
        let fractions = Self.patients.filter { $0.sex == sex && (30...50).contains($0.age) }
            .map(\.uptake.boneFraction)
        #expect(abs(fractions.mean - expected) < 0.01)
        #expect((0.12...0.18).contains(fractions.deviation / fractions.mean))
    }

    @Test func superscanLeavesLittleToKidneysAndSoftTissue() {
        var uptake = Self.patients[0].uptake
        (uptake.boneFraction, uptake.leftKidneyFraction) = (0.25, 0.005)
        let normal = uptake.activity(skeleton: 2.5e6)
        let superscan = uptake.activity(skeleton: 2.5e6, lesions: 8)
        // Odds 1/3 become 3: bone gets 3/4, all else a third of what it had.
        #expect(abs(superscan.leftKidney / normal.leftKidney - 1.0 / 3) < 1e-12)
        #expect(abs(superscan.softTissue / normal.softTissue - 1.0 / 3) < 1e-12)
        #expect(abs(superscan.bone * 9 * 2.5e6 / superscan.total - 0.75) < 1e-12)
    }

    /// Each bone has a CoV of about 0.2 by itself, to which the patient's own adds; neighbours are alike.
    @Test func bonesDifferBetweenPeopleAndNeighboursAreAlike() throws {
        func logarithms(_ name: String) throws -> [Double] {
            let place = Int(try #require(Bone(name)).label) - 1
            return Self.patients.map { log(Double($0.uptake.boneFactors[place])) }
        }
        #expect(try (0.17...0.25).contains(logarithms("left femur").deviation))
        let (l3, l4, t5) = try (logarithms("L3"), logarithms("L4"), logarithms("T5"))
        #expect(zip(l3, l4).map { $0 - $1 }.deviation < 0.07)
        #expect(zip(l3, t5).map { $0 - $1 }.deviation > 0.1)
        let (left, right) = try (logarithms("left rib 5"), logarithms("right rib 5"))
        #expect((0.06...0.1).contains(zip(left, right).map { $0 - $1 }.deviation))
    }

    /// Joints have more with age, and the arm that works more has more.
    @Test func jointsGrowWithAge() throws {
        let knee = try #require(BoneSite.all.firstIndex { $0.description == "left knee" })
        let young = Self.patients.filter { $0.age < 40 }.map { Double($0.uptake.siteFactors[knee]) }
        let middle = Self.patients.filter { (50..<65).contains($0.age) }
            .map { Double($0.uptake.siteFactors[knee]) }
        let old = Self.patients.filter { $0.age > 75 }.map { Double($0.uptake.siteFactors[knee]) }
        #expect(young.mean < middle.mean && middle.mean < old.mean)
        #expect((1.5...2.5).contains(old.mean / young.mean))
        let sides = ["left shoulder", "right shoulder"].compactMap { name in
            BoneSite.all.firstIndex { $0.description == name }
        }
        let ratios = Self.patients.map { patient in
            log(Double(patient.uptake.siteFactors[sides[patient.uptake.dominantSide == .left ? 0 : 1]]))
                - log(Double(patient.uptake.siteFactors[sides[patient.uptake.dominantSide == .left ? 1 : 0]]))
        }
        #expect(abs(ratios.mean - log(1.1 / 0.93)) < 0.03)
    }

    @Test func earlyImagingAndRenalFailureBrightenSoftTissue() {
        var generator = SeededGenerator(seed: 5)
        let early = (0..<200).map { _ in
            Uptake.sample(
                sex: .male, age: 40, weightKilograms: 80, protocol: .usual.imaged(after: 60),
                using: &generator)
        }
        let usual = Self.patients.map(\.uptake)
        let failing = usual.filter { $0.renalClearance < 0.2 }
        let ratio = { (u: Uptake) in u.softTissueFraction / u.boneFraction }
        #expect(early.map(ratio).mean > 1.5 * usual.map(ratio).mean)
        #expect(!failing.isEmpty && failing.count < 50)
        #expect(
            (1.8...4).contains(failing.map(\.softTissueFraction).mean / usual.map(\.softTissueFraction).mean))
        #expect(failing.allSatisfy { $0.leftKidneyFraction < 0.003 })
    }

    @Test func sameSeedSameUptake() throws {
        var first = SeededGenerator(seed: 9), second = SeededGenerator(seed: 9)
        let uptake = Uptake.sample(sex: .female, age: 66, weightKilograms: 60, using: &first)
        #expect(uptake == Uptake.sample(sex: .female, age: 66, weightKilograms: 60, using: &second))
        let copy = try JSONDecoder().decode(Uptake.self, from: JSONEncoder().encode(uptake))
        #expect(copy == uptake)
    }
}

extension [Double] {
    fileprivate var mean: Double { reduce(0, +) / Double(count) }
    fileprivate var deviation: Double {
        (map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / Double(count - 1)).squareRoot()
    }
}

import Scintigraphy
import TestSupport
import Testing

@testable import Phantoms

@Suite(.tags(.property)) struct PhysiqueTests {
    private static func sampled(_ sex: Sex, age: ClosedRange<Double>, count: Int) -> [Physique] {
        var generator = SeededGenerator(seed: 3)
        return (0..<count).map { _ in
            Physique.sample(sex: sex, age: generator.uniform(in: age), using: &generator)
        }
    }

    private static func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }

    /// Four standard errors of a stature with SD 7 cm over 2,000 adults are 6 mm; rounding of the limits 4 mm more.
    @Test(arguments: [(Sex.male, 1780.0), (.female, 1650.0)])
    func young(sex: Sex, stature: Double) {
        let adults = Self.sampled(sex, age: 20...30, count: 2000)
        #expect(abs(Self.mean(adults.map(\.statureMillimetres)) - stature) < 10)
        #expect(adults.allSatisfy { (17 - 1e-9...45 + 1e-9).contains($0.bodyMassIndex) })
    }

    /// Sorkin et al. 1999: 3 cm in men and 5 cm in women by 70.
    @Test(arguments: [(Sex.male, 30.0), (.female, 50.0)])
    func heightLostBySeventy(sex: Sex, expected: Double) {
        let adults = Self.sampled(sex, age: 70...70, count: 2000)
        #expect(abs(Self.mean(adults.map(\.statureLossMillimetres)) - expected) < 1)
    }

    @Test func oldWomenAreBentMost() {
        func kyphosis(_ sex: Sex, _ age: ClosedRange<Double>) -> Double {
            Self.mean(Self.sampled(sex, age: age, count: 1000).map(\.spine.extraKyphosisDegrees))
        }
        let women = kyphosis(.female, 75...90)
        #expect(women > kyphosis(.female, 20...40) + 8)
        #expect(women > kyphosis(.male, 75...90))
        let brittle = Self.sampled(.female, age: 50...90, count: 4000).filter(\.osteoporosis)
        // Hernlund et al. 2013: 22.1 %; equal numbers at all ages are older than the population is.
        #expect((0.15...0.32).contains(Double(brittle.count) / 4000))
    }

    @Test func sameSeedSamePatient() {
        #expect(
            Self.sampled(.female, age: 20...90, count: 5) == Self.sampled(.female, age: 20...90, count: 5))
        var (first, second) = (SeededGenerator(seed: 8), SeededGenerator(seed: 8))
        #expect(Pose.sample(using: &first) == Pose.sample(using: &second))
        #expect(Viscera.sample(age: 60, using: &first) == Viscera.sample(age: 60, using: &second))
    }
}

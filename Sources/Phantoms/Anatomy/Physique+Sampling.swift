import Foundation
public import Scintigraphy

extension Physique {
    /// A body as typical for an adult of this sex and age, 20 to 90 years.
    ///
    /// Stature at 30: normal, 1.78 m (SD 7 cm) for men, 1.65 m (SD 6.5 cm) for women, as in central Europe; what age
    /// takes from it grows with the square of the years after 30 to 3 and 5 cm at 70 (Sorkin, Muller, Andres, Am J
    /// Epidemiol 150:969, 1999). Body mass index: log-normal about 26.5 and 25.5 kg/m², highest at 60, within 17
    /// to 45. Osteoporosis: 6.6 % of men and 22.1 % of women of 50 and more (Hernlund et al., Arch Osteoporos 8:136,
    /// 2013), rising with age. The proportions are typical values.
    public static func sample(sex: Sex, age: Double, using generator: inout SeededGenerator) -> Physique {
        let female = sex == .female
        let grown = generator.normal(
            mean: female ? 1650 : 1780, sd: female ? 65 : 70, in: female ? 1450...1850 : 1560...2000)
        let years = max(0, age - 30)
        let loss = years * years * (female ? 50 : 30) / 1600 * generator.uniform(in: 0.6...1.4)
        let stature = grown - loss
        let frail = age > 50 && generator.chance(min(0.6, (female ? 0.0082 : 0.0026) * (age - 48) * 1.35))
        let index = bodyMassIndex(sex: sex, age: age, using: &generator)
        let weight = index * stature * stature * 1e-6
        let muscularity = generator.normal(mean: 1 - max(0, age - 50) * 0.004, sd: 0.06, in: 0.7...1.25)
        let abdominal = generator.normal(mean: female ? 0.4 : 0.75, sd: 0.15, in: 0...1)
        let breast =
            female ? generator.logNormal(median: 380 * exp((index - 25) * 0.07), cv: 0.45) : 0
        return Physique(
            sex: sex, age: age, statureMillimetres: stature, statureLossMillimetres: loss,
            weightKilograms: weight, osteoporosis: frail,
            proportions: .sample(sex: sex, using: &generator),
            spine: .sample(sex: sex, age: age, osteoporosis: frail, using: &generator),
            abdominalFat: abdominal, muscularity: muscularity, breastMillilitres: min(breast, 1800))
    }

    private static func bodyMassIndex(
        sex: Sex, age: Double, using generator: inout SeededGenerator
    ) -> Double {
        let years = min(age, 60) - 60 - max(0, age - 72) * 0.8
        let median = (sex == .female ? 26.3 : 27.2) + years * 0.07
        while true {
            let index = generator.logNormal(median: median, cv: sex == .female ? 0.19 : 0.155)
            if (17...45).contains(index) { return index }
        }
    }
}

extension Physique.Proportions {
    /// The reference skeleton is a man's: a woman's pelvis is wider and lower, her rib cage and shoulders are narrower
    /// and her bones thinner.
    static func sample(sex: Sex, using generator: inout SeededGenerator) -> Self {
        let female = sex == .female
        func factor(_ man: Double, _ woman: Double, _ sd: Double) -> Double {
            generator.normal(mean: female ? woman : man, sd: sd, in: 0.8...1.2)
        }
        return Self(
            legs: factor(1, 0.995, 0.02), arms: factor(1, 0.985, 0.022),
            shoulders: factor(1, 0.95, 0.03), thoraxWidth: factor(1, 0.95, 0.035),
            thoraxDepth: factor(1, 0.95, 0.05), pelvisWidth: factor(1, 1.07, 0.03),
            pelvisHeight: factor(1, 0.95, 0.025), head: factor(1, 1, 0.02),
            extremities: factor(1, 0.97, 0.025), boneThickness: factor(1, 0.92, 0.03))
    }
}

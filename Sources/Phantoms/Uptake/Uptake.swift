import Foundation
public import Scintigraphy

/// What a patient's body has made of the injected tracer when imaging begins, lesions left out.
///
/// All fractions are of the injected activity, with physical decay left out. A man of 73 kg has at 3 h 0.50
/// in the body: 0.27 in bone, 0.22 in soft tissue, 0.01 in the kidneys (`Biokinetics`). The model's
/// skeleton has 4.8 l, and as much activity as 1.93 l of lumbar vertebral body; the reference man's has about
/// 8 l. The sum rule then gives an SUV in lumbar vertebrae of 10.2 in the model's volumes, 6.2 in the
/// reference man's (SPECT/CT: 2.9 to 4.9 with MDP, 5.9 with DPD), and muscle over lumbar vertebra of 0.03 and
/// 0.05. The images depend on activities, not on volumes: femoral shaft over muscle is 7; the scan NM1 of NEMA
/// WG-04, with a planar ratio of shaft to thigh of 2.0, has 6 to 8 (estimated: a thigh of 150 mm, a shaft of
/// 28 to 32 mm in its middle, 0.12 per cm).
public struct Uptake: Codable, Equatable, Sendable {
    /// At the time of injection, in MBq.
    public var injectedMBq: Double
    /// From injection to the beginning of imaging.
    public var minutesAfterInjection: Double
    /// The arm that works more.
    public var dominantSide: Side
    /// The kidneys' clearance over a healthy young adult's.
    public var renalClearance: Double
    /// In the normal skeleton.
    public var boneFraction: Double
    /// In all soft tissue but the organs below.
    public var softTissueFraction: Double
    /// In each kidney with its pelvis.
    public var leftKidneyFraction, rightKidneyFraction: Double
    /// In the bladder after voiding: a part of the excreted urine.
    public var bladderFraction: Double
    /// In the thyroid and in the wall of the stomach, faint.
    public var thyroidFraction, stomachFraction: Double
    /// The concentration in the breasts over that in other lean tissue.
    public var breastRatio: Double
    /// What each bone has over the average, in the order of `Bone.all`.
    public var boneFactors: [Float]
    /// What the excess of each site is over the average at 55 years, in the order of `BoneSite.all`.
    public var siteFactors: [Float]
}

extension Uptake {
    /// Draws a patient's.
    ///
    /// In bone: `Biokinetics` by sex and time, between people a CoV of 0.15; kidneys that clear less leave
    /// more to bone (odds with clearance to the power -0.3, assumed). Kidneys 0.5 to 2 % (5th to 95th
    /// percentile), bladder 0.5 to 6 % around 1.5 %; thyroid, stomach and breasts assumed, so that they are
    /// just seen.
    public static func sample(
        sex: Sex, age: Double, weightKilograms: Double, protocol department: UptakeProtocol = .usual,
        using generator: inout SeededGenerator
    ) -> Uptake {
        let activity = department.activity(weight: weightKilograms, using: &generator)
        let minutes = department.delay(using: &generator)
        let dominant: Side = generator.chance(0.9) ? .right : .left
        let clearance = renalClearance(age: age, using: &generator)
        let usual = Biokinetics.imagedBone(sex: sex, hours: minutes / 60)
        let odds =
            usual / (1 - usual) * pow(clearance, -0.3) * generator.logNormal(median: 1, cv: 0.2)
        let bone = odds / (1 + odds)
        let kept =
            (1 - bone) * Biokinetics.keptOutsideBone(hours: minutes / 60, clearance: clearance)
        let excretes = min(1, clearance / 0.4)
        let kidneys = generator.logNormal(median: 0.01, cv: 0.44) * excretes * excretes
        let left = min(max(generator.normal(mean: 0.5, sd: 0.04), 0.3), 0.7)
        let bladder = min(
            generator.logNormal(median: 0.015, cv: 0.88) * excretes, (1 - bone - kept) / 2)
        let thyroid = generator.logNormal(median: 0.00015, cv: 0.4)
        let stomach = generator.logNormal(median: 0.0008, cv: 0.4)
        return Uptake(
            injectedMBq: activity, minutesAfterInjection: minutes, dominantSide: dominant,
            renalClearance: clearance, boneFraction: bone,
            softTissueFraction: kept - kidneys - thyroid - stomach,
            leftKidneyFraction: kidneys * left, rightKidneyFraction: kidneys * (1 - left),
            bladderFraction: bladder, thyroidFraction: thyroid, stomachFraction: stomach,
            breastRatio: generator.logNormal(median: 0.8, cv: 0.2),
            boneFactors: boneFactors(sex: sex, age: age, using: &generator),
            siteFactors: siteFactors(sex: sex, age: age, dominant: dominant, using: &generator))
    }

    /// Falls by 0.8 % of the young adult's a year from 40 on; one patient in a hundred has renal failure.
    private static func renalClearance(age: Double, using generator: inout SeededGenerator) -> Double {
        let fails = generator.chance(0.01)
        let failing = generator.uniform(in: 0.05...0.2)
        let healthy = (1 - 0.008 * max(0, age - 40)) * generator.logNormal(median: 1, cv: 0.15)
        return fails ? failing : healthy
    }

    /// What the kidneys have excreted and the bladder no longer holds: in a catheter's bag, or away.
    var excretedFraction: Double { max(0, 1 - retainedFraction - bladderFraction) }

    /// What the body holds, the content of the bladder left out.
    public var retainedFraction: Double {
        boneFraction + softTissueFraction + leftKidneyFraction + rightKidneyFraction + thyroidFraction
            + stomachFraction
    }
}

extension Uptake {
    /// One kidney alone does the work of two; a widened renal pelvis keeps urine, of which it holds as much again as its
    /// kidney usually does (assumed).
    mutating func suit(_ viscera: Viscera) {
        switch viscera.kidneys {
        case .leftOnly:
            (leftKidneyFraction, rightKidneyFraction) = (leftKidneyFraction + rightKidneyFraction, 0)
        case .rightOnly:
            (leftKidneyFraction, rightKidneyFraction) = (0, leftKidneyFraction + rightKidneyFraction)
        default: break
        }
        switch viscera.hydronephrosis {
        case .left: leftKidneyFraction *= 2
        case .right: rightKidneyFraction *= 2
        case nil: break
        }
    }
}

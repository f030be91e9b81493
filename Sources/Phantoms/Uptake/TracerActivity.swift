/// Where the activity is when imaging begins, decayed, in MBq and MBq per mm³.
public struct TracerActivity: Equatable, Sendable {
    /// In bone where the concentration relative to a lumbar vertebral body is 1, in MBq per mm³.
    public let bone: Double
    /// In all soft tissue but the organs below, in MBq.
    public let softTissue: Double
    /// The concentration in the breasts over that in other lean tissue.
    public let breastRatio: Double
    /// In whole organs, in MBq.
    public let leftKidney, rightKidney, bladder, thyroid, stomach: Double
    /// In all of the body and its urine, with what has left it, in MBq.
    public let total: Double

    /// Concentrations over that in lean tissue: fat holds less fluid than muscle; lung less, by its density
    /// (assumed). Phosphonates do not pass into the brain: it has that of its blood.
    static let fatRatio = 0.4, lungRatio = 0.35, brainRatio = 0.15

    /// Concentrations in soft tissue without an activity of its own, over that in lean tissue.
    var softTissueRatios: TissueValues {
        var ratios = TissueValues(lean: 1, fat: Float(Self.fatRatio))
        for lung in [Organ.leftLung, .rightLung] { ratios[lung] = Float(Self.lungRatio) }
        ratios[.brain] = Float(Self.brainRatio)
        for organ in [Organ.heart, .greatVessels, .liver, .spleen] { ratios[organ] = 1 }
        for breast in [Organ.leftBreast, .rightBreast] { ratios[breast] = Float(breastRatio) }
        return ratios
    }

    /// The organs with an activity of their own, and what is in them, in MBq; half of a kidney's is in its renal pelvis
    /// where that is widened.
    func organs(of viscera: Viscera) -> [(organ: Organ, megabecquerels: Double)] {
        let inPelvis = Side.allCases.map { $0 == viscera.hydronephrosis ? 0.5 : 0 }
        return [
            (.leftKidney, leftKidney * (1 - inPelvis[0])), (.leftRenalPelvis, leftKidney * inPelvis[0]),
            (.rightKidney, rightKidney * (1 - inPelvis[1])), (.rightRenalPelvis, rightKidney * inPelvis[1]),
            (.bladder, bladder), (.thyroid, thyroid), (.stomach, stomach),
        ].filter { $0.1 > 0 }
    }
}

extension Uptake {
    /// Shares the activity out.
    ///
    /// Bone competes with all else: with the odds B = f / (1 - f) of the normal skeleton and lesions that add E times
    /// what it holds, bone gets B (1 + E) / (1 + B (1 + E)), and what else there is shrinks in proportion.
    ///
    /// - Parameters:
    ///   - skeleton: the sum over the posed skeleton of relative concentration times volume in mm³, lesions left
    ///     out.
    ///   - lesions: E, the sum over lesions over the same.
    ///   - circulating: the share of the injected activity that reached the blood as the tracer it should be.
    public func activity(skeleton: Double, lesions: Double = 0, circulating: Double = 1) -> TracerActivity {
        precondition(skeleton > 0 && lesions >= 0)
        let total = injectedMBq * Biokinetics.decay(minutes: minutesAfterInjection)
        let odds = boneFraction / (1 - boneFraction)
        let inNormalBone = odds / (1 + odds * (1 + lesions))
        let elsewhere = total * circulating / ((1 + odds * (1 + lesions)) * (1 - boneFraction))
        return TracerActivity(
            bone: total * circulating * inNormalBone / skeleton, softTissue: elsewhere * softTissueFraction,
            breastRatio: breastRatio, leftKidney: elsewhere * leftKidneyFraction,
            rightKidney: elsewhere * rightKidneyFraction, bladder: elsewhere * bladderFraction,
            thyroid: elsewhere * thyroidFraction, stomach: elsewhere * stomachFraction, total: total)
    }
}

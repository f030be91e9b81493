/// Where the activity is when imaging begins, decayed, in MBq and MBq per mm³.
public struct TracerActivity: Equatable, Sendable {
    /// In bone where the concentration relative to a lumbar vertebral body is 1, in MBq per mm³.
    public let bone: Double
    /// In muscle and other lean tissue, in fat, in lung and in the breasts, in MBq per mm³.
    public let lean, fat, lung, breast: Double
    /// In the whole organ, in MBq.
    public let leftKidney, rightKidney, bladder, thyroid, stomach: Double
    /// In all of the body and its urine, with what has left it, in MBq.
    public let total: Double
}

/// Volumes of soft tissue, in mm³, without the organs that have an activity of their own.
public struct SoftTissueVolumes: Equatable, Sendable {
    public let lean, fat, lung, breast: Double

    /// - Precondition: none is below zero and there is some tissue.
    public init(lean: Double, fat: Double, lung: Double, breast: Double) {
        precondition(min(lean, fat, lung, breast) >= 0 && lean + fat + lung + breast > 0)
        self.lean = lean
        self.fat = fat
        self.lung = lung
        self.breast = breast
    }
}

extension Uptake {
    /// Fat holds less fluid than muscle; lung less, by its density (assumed).
    private static let fatRatio = 0.4, lungRatio = 0.35

    /// Shares the activity out.
    ///
    /// Bone competes with all else: with the odds B = f / (1 - f) of the normal skeleton and lesions that add
    /// E times what it holds, bone gets B (1 + E) / (1 + B (1 + E)), and what else there is shrinks in
    /// proportion.
    ///
    /// - Parameter skeleton: the sum over the posed skeleton of relative concentration times volume in mm³,
    /// lesions
    ///   left out.
    /// - Parameter lesions: E, the sum over lesions over the same.
    public func activity(
        skeleton: Double, lesions: Double = 0, softTissue volumes: SoftTissueVolumes
    ) -> TracerActivity {
        precondition(skeleton > 0 && lesions >= 0)
        let total = injectedMBq * Biokinetics.decay(minutes: minutesAfterInjection)
        let odds = boneFraction / (1 - boneFraction)
        let inNormalBone = odds / (1 + odds * (1 + lesions))
        let elsewhere = total / ((1 + odds * (1 + lesions)) * (1 - boneFraction))
        let lean =
            elsewhere * softTissueFraction
            / (volumes.lean + volumes.fat * Self.fatRatio + volumes.lung * Self.lungRatio + volumes.breast
                * breastRatio)
        return TracerActivity(
            bone: total * inNormalBone / skeleton, lean: lean, fat: lean * Self.fatRatio,
            lung: lean * Self.lungRatio, breast: lean * breastRatio,
            leftKidney: elsewhere * leftKidneyFraction, rightKidney: elsewhere * rightKidneyFraction,
            bladder: elsewhere * bladderFraction, thyroid: elsewhere * thyroidFraction,
            stomach: elsewhere * stomachFraction, total: total)
    }
}

public import Scintigraphy

/// What a patient's skeleton has, besides being one.
public enum Disease {
    /// Draws the lesions of one patient, metastases first, all numbered.
    ///
    /// Metastases come with cancer only, at the share that the options name; what comes with age, wear and injury comes
    /// to everyone.
    public static func sample(
        referral: Referral, sex: Sex, age: Double, options: DiseaseOptions, skeleton: Skeleton,
        using generator: inout SeededGenerator
    ) -> [Lesion] {
        // Streams of their own: the same patient keeps the benign findings when metastases are switched off.
        var malignant = SeededGenerator(seed: generator.next())
        var benign = SeededGenerator(seed: generator.next())
        var groups: [[Lesion]] = []
        if let pattern = referral.metastaticPattern, malignant.chance(options.metastases(in: referral)) {
            groups += Metastases.sample(pattern, skeleton: skeleton, using: &malignant).map { [$0] }
        }
        let patient = BenignFindings(referral: referral, sex: sex, age: age, skeleton: skeleton)
        groups += patient.sample(using: &benign)
        return numbered(groups)
    }

    private static func numbered(_ groups: [[Lesion]]) -> [Lesion] {
        var lesions: [Lesion] = []
        for group in groups {
            let first = lesions.count + 1
            for var lesion in group {
                lesion.number = lesions.count + 1
                lesion.group = first
                lesions.append(lesion)
            }
        }
        return lesions
    }
}

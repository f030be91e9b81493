import Scintigraphy

/// What a series of patients reports of metastases: how many of how many.
struct PublishedShare {
    let primary: Referral
    let what: String
    let successes, trials: Int
    let source: String
    /// The same of simulated patients with metastases of that primary.
    let count: @Sendable (MetastasisTally) -> (successes: Int, trials: Int)
}

extension PublishedShare {
    private static let prostateAndBreast = "Wang et al., Oncol Lett 5:391, 2013"
    private static let lungSource = "Wang et al., PLoS One 10:e0143437, 2015"

    private static let trunk: [SkeletalRegion] = [.thoracicSpine, .lumbarSpine, .sacrum, .pelvis]
    private static let thorax: [SkeletalRegion] = [.thoracicSpine, .ribs, .sternum]

    /// Lesions of patients with few of them. In prostate and breast cancer the pelvis holds the sacrum, and thoracic
    /// vertebrae count to spine and to thorax.
    static let all: [PublishedShare] =
        [
            few(.prostateCancer, "spine and pelvis", trunk, 47, of: 58, prostateAndBreast),
            few(.prostateCancer, "thoracic cage", thorax, 16, of: 58, prostateAndBreast),
            few(.prostateCancer, "lumbar spine", [.lumbarSpine], 23, of: 58, prostateAndBreast),
            few(.prostateCancer, "ribs", [.ribs], 5, of: 58, prostateAndBreast),
            few(.prostateCancer, "sternum", [.sternum], 1, of: 58, prostateAndBreast),
            few(.breastCancer, "spine and pelvis", trunk, 63, of: 151, prostateAndBreast),
            few(.breastCancer, "thoracic cage", thorax, 99, of: 151, prostateAndBreast),
            few(.breastCancer, "lumbar spine", [.lumbarSpine], 21, of: 151, prostateAndBreast),
            few(.breastCancer, "ribs", [.ribs], 41, of: 151, prostateAndBreast),
            few(.breastCancer, "sternum", [.sternum], 27, of: 151, prostateAndBreast),
            few(
                .lungCancer, "vertebrae", [.cervicalSpine, .thoracicSpine, .lumbarSpine], 71, of: 246,
                lungSource),
            few(.lungCancer, "pelvis and sacrum", [.sacrum, .pelvis], 47, of: 246, lungSource),
            few(
                .lungCancer, "thoracic bones", [.ribs, .sternum, .clavicles, .scapulae], 97, of: 246,
                lungSource),
            few(.lungCancer, "skull", [.skull], 6, of: 246, lungSource),
            few(.lungCancer, "limbs", [.upperLimbs, .lowerLimbs], 25, of: 246, lungSource),
        ]

    /// Of the lesions of patients with at most five, those in some regions.
    private static func few(
        _ primary: Referral, _ what: String, _ regions: [SkeletalRegion], _ successes: Int, of trials: Int,
        _ source: String
    ) -> PublishedShare {
        PublishedShare(
            primary: primary, what: what, successes: successes, trials: trials, source: source
        ) { tally in
            let inside = regions.reduce(0) { $0 + tally.early[$1, default: 0] }
            return (inside, tally.early.values.reduce(0, +))
        }
    }
}

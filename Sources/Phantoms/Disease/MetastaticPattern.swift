import Foundation
import Scintigraphy

/// How a primary tumour spreads through the skeleton: how many metastases, where, and how they look.
struct MetastaticPattern: Sendable {
    /// The mean number of metastases of those who have any. What a study of 420 whole-body scans had in involved
    /// sites (breast 5.7, prostate 4.8, colon 3.3, lung 3.0) follows from it.
    let meanNumber: Double
    /// The number is one plus a negative binomial number with this size: the smaller, the more unequal are patients.
    let dispersion: Double
    /// The share of each of `regions` among metastases: `early` in patients with five or fewer, `late` in those
    /// with ten or more, in percent.
    let early, late: [Double]
    /// The share of metastases without reaction of the bone around them, which are cold. Assumed.
    let lyticShare: Double

    /// The regions that `early` and `late` count.
    static let regions: [SkeletalRegion] = [
        .skull, .cervicalSpine, .thoracicSpine, .lumbarSpine, .sacrum, .pelvis, .ribs, .sternum, .clavicles,
        .scapulae, .upperLimbs, .lowerLimbs,
    ]

    /// The most metastases that are drawn one by one.
    static let cap = 60

    /// The shares of the regions in a patient with so many metastases: `early` up to five, `late` from ten.
    func shares(number: Int) -> [Double] {
        let lateness = min(max(Double(number - 5) / 5, 0), 1)
        return zip(early, late).map { $0 * (1 - lateness) + $1 * lateness }
    }

    /// Draws how many metastases a patient has, at most `cap`.
    func number(using generator: inout SeededGenerator) -> Int {
        1 + generator.negativeBinomial(mean: meanNumber - 1, size: dispersion, atMost: Self.cap - 1)
    }
}

extension MetastaticPattern {
    /// Shares of lesions: Wang et al., Oncol Lett 5:391 (2013), early (few lesions) and moderate disease.
    static let prostate = MetastaticPattern(
        meanNumber: 9.3, dispersion: 0.6,
        early: [0.3, 2.2, 17, 38, 5, 20.5, 8.5, 1.7, 0.4, 0.6, 1.3, 4.5],
        late: [3, 3.5, 24, 16, 8, 24, 13.5, 1.2, 0.8, 1, 2.5, 4],
        lyticShare: 0.01)

    /// Shares of lesions: Wang et al., Oncol Lett 5:391 (2013); skull 7.67 % of the sites of all 420 scans.
    static let breast = MetastaticPattern(
        meanNumber: 10.7, dispersion: 0.9,
        early: [4, 1.5, 20.5, 14, 2, 7.5, 27, 17.5, 1, 1.5, 1.5, 3],
        late: [7, 2, 20, 14, 4.5, 17, 22, 6, 1, 2, 2, 4],
        lyticShare: 0.04)

    /// Shares of lesions: Wang et al., PLoS One 10:e0143437 (2015), few lesions; within vertebrae, thoracic bones and
    /// limbs by volume of red marrow.
    static let lung = MetastaticPattern(
        meanNumber: 3.8, dispersion: 1,
        early: [2, 2, 17, 12, 3, 15.5, 31.5, 3.5, 1, 2.5, 3, 7],
        late: [3, 3, 19, 14, 4, 16, 26, 3.5, 1.2, 3, 2.8, 4.5],
        lyticShare: 0.08)

    /// Assumed: between lung and prostate, the spine first.
    static let other = MetastaticPattern(
        meanNumber: 4.4, dispersion: 0.9,
        early: [2, 2, 21, 22, 5, 20, 15, 2.5, 1, 2, 2.5, 5],
        late: [3, 2.5, 19, 17, 5, 20, 18, 3, 1, 3, 3.5, 5],
        lyticShare: 0.1)
}

extension Referral {
    /// How this cancer spreads; nil where the question is another.
    var metastaticPattern: MetastaticPattern? {
        switch self {
        case .prostateCancer: .prostate
        case .breastCancer: .breast
        case .lungCancer: .lung
        case .otherCancer: .other
        case .pain, .trauma, .arthritis, .metabolicDisease: nil
        }
    }
}

extension SeededGenerator {
    /// A negative binomial number by inversion, or `limit` where it would be more.
    ///
    /// Mean `mean`, variance `mean` + `mean`² / `size`.
    mutating func negativeBinomial(mean: Double, size: Double, atMost limit: Int) -> Int {
        let failure = mean / (mean + size)
        var chance = pow(1 - failure, size)
        var left = uniform()
        for value in 0..<limit {
            if left < chance { return value }
            left -= chance
            chance *= failure * (Double(value) + size) / Double(value + 1)
        }
        return limit
    }
}

import Scintigraphy
import TestSupport
import Testing

@testable import Phantoms

/// Two thousand patients with metastases of each primary, against the published series.
///
/// A published share s of n lesions has the standard error sqrt(s (1 - s) / n), the simulated one likewise; they
/// may differ by two and a half of both.
@Suite struct MetastasesTests {
    let skeleton: Skeleton
    init() throws { skeleton = try installedSkeleton.get() }

    private func expectShare(
        _ found: (share: Double, of: Int), _ published: Double, of count: Int, _ name: Comment,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let variance = { (share: Double, count: Int) in share * (1 - share) / Double(count) }
        let error = (variance(published, count) + variance(found.share, found.of)).squareRoot()
        #expect(
            abs(found.share - published) < 2.5 * error, "\(name): \(found.share)",
            sourceLocation: sourceLocation)
    }

    /// Wang et al. 2013, few metastases: 58 lesions of prostate cancer, 151 of breast cancer. Their pelvis holds
    /// the sacrum; thoracic vertebrae count to spine and to thorax.
    @Test func prostateAndBreastSpreadAsInEarlyDisease() {
        let prostate = MetastasisTally(.prostate, seed: 1, skeleton: skeleton).early
        let breast = MetastasisTally(.breast, seed: 2, skeleton: skeleton).early
        let trunk: [SkeletalRegion] = [.thoracicSpine, .lumbarSpine, .sacrum, .pelvis]
        let thorax: [SkeletalRegion] = [.thoracicSpine, .ribs, .sternum]
        expectShare(share(of: trunk, in: prostate), 0.81, of: 58, "prostate, spine and pelvis")
        expectShare(share(of: thorax, in: prostate), 0.276, of: 58, "prostate, thorax")
        expectShare(share(of: [.lumbarSpine], in: prostate), 0.397, of: 58, "prostate, lumbar spine")
        expectShare(share(of: [.ribs], in: prostate), 0.086, of: 58, "prostate, ribs")
        expectShare(share(of: [.sternum], in: prostate), 0.017, of: 58, "prostate, sternum")
        expectShare(share(of: trunk, in: breast), 0.417, of: 151, "breast, spine and pelvis")
        expectShare(share(of: thorax, in: breast), 0.656, of: 151, "breast, thorax")
        expectShare(share(of: [.lumbarSpine], in: breast), 0.139, of: 151, "breast, lumbar spine")
        expectShare(share(of: [.ribs], in: breast), 0.272, of: 151, "breast, ribs")
        expectShare(share(of: [.sternum], in: breast), 0.179, of: 151, "breast, sternum")
    }

    /// Wang et al. 2015, few metastases: 246 lesions of lung cancer.
    @Test func lungSpreadsToRibsThenSpine() {
        let lung = MetastasisTally(.lung, seed: 3, skeleton: skeleton).early
        let spine: [SkeletalRegion] = [.cervicalSpine, .thoracicSpine, .lumbarSpine]
        let thorax: [SkeletalRegion] = [.ribs, .sternum, .clavicles, .scapulae]
        expectShare(share(of: spine, in: lung), 0.2886, of: 246, "vertebrae")
        expectShare(share(of: [.sacrum, .pelvis], in: lung), 0.1911, of: 246, "pelvis")
        expectShare(share(of: thorax, in: lung), 0.3943, of: 246, "thoracic bones")
        expectShare(share(of: [.skull], in: lung), 0.0244, of: 246, "skull")
        expectShare(share(of: [.upperLimbs, .lowerLimbs], in: lung), 0.1016, of: 246, "limbs")
    }

    /// A study of 420 scans; the simulated mean may be off by a tenth.
    @Test(arguments: [
        (MetastaticPattern.breast, 5.7), (.prostate, 4.8), (.other, 3.3), (.lung, 3.0),
    ])
    func sitesPerPatient(pattern: MetastaticPattern, published: Double) {
        let tally = MetastasisTally(pattern, seed: 4, skeleton: skeleton)
        #expect(abs(tally.meanSites / published - 1) < 0.1, "\(tally.meanSites)")
    }

    /// 7.67 % of the sites of breast cancer are in the skull, of other cancers less than 4 %.
    @Test func breastCancerReachesTheSkull() {
        func skull(_ pattern: MetastaticPattern) -> Double {
            share(of: [.skull], in: MetastasisTally(pattern, seed: 5, skeleton: skeleton).sites).share
        }
        #expect((0.06...0.09).contains(skull(.breast)))
        #expect(skull(.prostate) < 0.04 && skull(.lung) < 0.04 && skull(.other) < 0.04)
    }

    /// Where most of a patient's metastases are, in 128 patients: 45 with cancer of the lung, 41 of the prostate, 19
    /// of the breast, 23 of others. The three shares add up to 122 of 128 patients, so each was counted once.
    @Test func spineThenPelvisThenRibs() {
        var shares: [MetastasisTally.Part: Double] = [:]
        for (pattern, weight) in [
            (MetastaticPattern.lung, 45.0), (.prostate, 41), (.breast, 19), (.other, 23),
        ] {
            for (part, share) in MetastasisTally(pattern, seed: 6, skeleton: skeleton).predominance {
                shares[part, default: 0] += share * weight / 128
            }
        }
        expectShare((shares[.spine, default: 0], 8000), 0.578, of: 128, "spine")
        expectShare((shares[.pelvis, default: 0], 8000), 0.226, of: 128, "pelvis")
        expectShare((shares[.ribs, default: 0], 8000), 0.148, of: 128, "ribs")
    }

    /// One metastasis in 6 of 38 patients (15.8 %: Dicle Med J 41:86, 2014), and a superscan in a few of a hundred.
    @Test func someHaveOneAndSomeHaveAllOver() {
        var single = 0.0
        for (pattern, weight) in [
            (MetastaticPattern.prostate, 15.0), (.breast, 8), (.lung, 2), (.other, 13),
        ] {
            let tally = MetastasisTally(pattern, seed: 7, skeleton: skeleton)
            single += weight / 38 * Double(tally.single) / Double(tally.patients)
            #expect(Double(tally.superscans) / Double(tally.patients) < 0.05)
        }
        expectShare((single, 8000), 0.158, of: 38, "single metastases")
        #expect(MetastasisTally(.prostate, seed: 8, skeleton: skeleton).superscans >= 20)
    }

    /// The mean of the distribution, and its cap.
    @Test func negativeBinomialNumbers() {
        var generator = SeededGenerator(seed: 9)
        let numbers = (0..<20_000).map { _ in generator.negativeBinomial(mean: 5, size: 2, atMost: 1000) }
        let mean = Double(numbers.reduce(0, +)) / 20_000
        let variance = numbers.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) } / 20_000
        // Standard errors: 0.03 of the mean, 0.3 of the variance 5 + 25/2.
        #expect(abs(mean - 5) < 0.1 && abs(variance - 17.5) < 1.2)
        #expect((0..<100).allSatisfy { _ in generator.negativeBinomial(mean: 5, size: 2, atMost: 3) <= 3 })
    }

    @Test func sizesAndRatiosAsSpecified() {
        var generator = SeededGenerator(seed: 10)
        for _ in 0..<300 {
            let lesions = Metastases.sample(.lung, skeleton: skeleton, using: &generator)
            for lesion in lesions where lesion.shape == .ellipsoid {
                #expect((7.9...60.1).contains(lesion.size))
                #expect((2...12).contains(lesion.ratio) || (0.15...0.6).contains(lesion.ratio))
                #expect(lesion.isMalignant)
            }
        }
    }

    @Test func superscanInvolvesMostOfTheAxialSkeleton() throws {
        var generator = SeededGenerator(seed: 11)
        var scan: [Lesion] = []
        for _ in 0..<2000 where !scan.isSuperscan {
            scan = Metastases.sample(.prostate, skeleton: skeleton, using: &generator)
        }
        try #require(scan.isSuperscan)
        let axial = skeleton.solids.map(\.bone).filter {
            [.thoracicSpine, .lumbarSpine, .sacrum, .pelvis, .ribs].contains($0.region)
        }
        let involved = Set(scan.map(\.bone))
        #expect(axial.filter(involved.contains).count > axial.count * 2 / 3)
        #expect(!involved.contains { $0.name.contains("phalanx") })
    }
}

import Foundation
import Scintigraphy
import TestSupport
import Testing

@testable import Phantoms

@Suite(.tags(.property)) struct DiseaseTests {
    let skeleton: Skeleton
    init() throws { skeleton = try installedSkeleton.get() }

    private func sample(
        _ referral: Referral, _ sex: Sex = .male, age: Double = 70,
        options: DiseaseOptions = DiseaseOptions(),
        seed: UInt64
    ) -> [Lesion] {
        var generator = SeededGenerator(seed: seed)
        return Disease.sample(
            referral: referral, sex: sex, age: age, options: options, skeleton: skeleton, using: &generator)
    }

    /// 41, 33, 63 and 39 %: within three standard errors of 2,000 patients.
    @Test(arguments: [
        (Referral.prostateCancer, 0.41), (.breastCancer, 0.33), (.lungCancer, 0.63), (.otherCancer, 0.39),
    ])
    func prevalenceOfMetastases(referral: Referral, share: Double) {
        let with = (0..<2000).count { sample(referral, seed: UInt64($0)).contains(where: \.isMalignant) }
        let error = (share * (1 - share) / 2000).squareRoot()
        #expect(abs(Double(with) / 2000 - share) < 3 * error, "\(with)")
    }

    @Test func noMetastasesWithoutCancer() throws {
        let options = try DiseaseOptions(metastases: 1)
        for referral in Referral.allCases {
            for seed in 0..<200 as Range<UInt64> {
                let malignant = sample(referral, options: options, seed: seed).contains(where: \.isMalignant)
                #expect(malignant == referral.isCancer)
            }
        }
        let none = try DiseaseOptions(metastases: 0)
        #expect(
            !(0..<200).contains {
                sample(.lungCancer, options: none, seed: $0).contains(where: \.isMalignant)
            })
    }

    @Test func switchingMetastasesOffKeepsTheRest() throws {
        for seed in 0..<50 as Range<UInt64> {
            let on = sample(.breastCancer, .female, options: try DiseaseOptions(metastases: 1), seed: seed)
            let off = sample(.breastCancer, .female, options: try DiseaseOptions(metastases: 0), seed: seed)
            #expect(on.filter { !$0.isMalignant }.map(\.centre) == off.map(\.centre))
        }
    }

    @Test func sameSeedSameBytes() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let options = try DiseaseOptions(metastases: 1)
        for seed in 0..<50 as Range<UInt64> {
            let lesions = sample(.prostateCancer, options: options, seed: seed)
            let data = try encoder.encode(lesions)
            #expect(try encoder.encode(sample(.prostateCancer, options: options, seed: seed)) == data)
            #expect(try JSONDecoder().decode([Lesion].self, from: data) == lesions)
        }
    }

    /// A lesion's centre is a point of its bone and its members' centre of mass lies in the bone's box.
    @Test func lesionsLieInTheBonesTheyName() throws {
        let options = try DiseaseOptions(metastases: 1)
        for seed in 0..<120 as Range<UInt64> {
            let referral = Referral.allCases[Int(seed) % Referral.allCases.count]
            let lesions = sample(referral, .female, age: 50 + Double(seed % 40), options: options, seed: seed)
            for (index, lesion) in lesions.enumerated() {
                #expect(lesion.number == index + 1 && lesion.group <= lesion.number && lesion.group > 0)
                #expect(abs(lesion.axis.length - 1) < 1e-5)
                let solid = skeleton[lesion.bone]
                #expect(solid.points.contains(lesion.centre), "\(lesion)")
                let (indices, weights) = lesion.membership(in: solid)
                let mass = weights.reduce(0, +)
                #expect(mass > 0, "\(lesion)")
                let middle =
                    zip(indices, weights).reduce(SIMD3<Float>.zero) { $0 + solid.points[$1.0] * $1.1 } / mass
                let (centre, half) = solid.box
                #expect(all(abs: middle - centre, below: half + 0.01), "\(lesion)")
            }
        }
    }

    private func all(abs offset: SIMD3<Float>, below limit: SIMD3<Float>) -> Bool {
        abs(offset.x) <= limit.x && abs(offset.y) <= limit.y && abs(offset.z) <= limit.z
    }

    @Test func referralsFitThePatient() {
        var generator = SeededGenerator(seed: 1)
        let options = DiseaseOptions()
        let draw = { (sex: Sex, age: Double) in
            (0..<2000).map { _ in Referral.sample(sex: sex, age: age, options: options, using: &generator) }
        }
        let men = draw(.male, 70)
        let women = draw(.female, 60)
        #expect(!men.contains(.breastCancer) && !women.contains(.prostateCancer))
        // Three standard errors of 2,000 around 70 %.
        #expect(abs(Double(men.count { $0.isCancer }) / 2000 - 0.7) < 0.031)
        #expect(draw(.male, 25).count { $0.isCancer } < men.count { $0.isCancer } / 2)
        #expect(Set(women) == Set(Referral.allCases).subtracting([.prostateCancer]))
    }

    @Test(arguments: [-0.1, 1.01, .nan, .infinity])
    func impossibleSharesAreRefused(share: Double) throws {
        #expect(throws: PhantomError.self) { try DiseaseOptions(metastases: share) }
        var options = DiseaseOptions()
        #expect(throws: PhantomError.self) { try options.setCancerShare(to: share) }
        #expect(throws: PhantomError.self) { try options.setMetastases(in: .lungCancer, to: share) }
        #expect(options == DiseaseOptions())
    }

    @Test func optionsAreCheckedWhenRead() throws {
        var options = DiseaseOptions()
        try options.setMetastases(in: .breastCancer, to: 0.5)
        let data = try JSONEncoder().encode(options)
        #expect(try JSONDecoder().decode(DiseaseOptions.self, from: data) == options)
        let broken = String(decoding: data, as: UTF8.self).replacing("0.5", with: "5.5")
        #expect(throws: PhantomError.self) {
            try JSONDecoder().decode(DiseaseOptions.self, from: Data(broken.utf8))
        }
        #expect(throws: PhantomError.self) { try options.setMetastases(in: .trauma, to: 0.1) }
    }
}

import Scintigraphy
import Statistics
import TestSupport
import Testing

/// Where two scores are equally good, DeLong's test claims a difference as often as it says.
@Suite(.tags(.property)) struct DeLongNullTests {
    /// 2,000 studies of 50 cases each with and without the finding, two scores that share half of their variance.
    @Test func falseClaimsAreAsFrequentAsTheLevelSays() throws {
        var generator = SeededGenerator(seed: 2000)
        let labels = (0..<100).map { $0 < 50 }
        var claims = 0
        for _ in 0..<2000 {
            let shared = labels.map { ($0 ? 1 : 0) + normal(&generator) }
            let scores = (0..<2).map { _ in shared.map { $0 + normal(&generator) } }
            let p = try #require(DeLong(scores: scores, labels: labels)).difference(0, from: 1).p
            if p < 0.05 { claims += 1 }
        }
        let rate = Double(claims) / 2000
        #expect((0.04...0.06).contains(rate), "\(rate)")
    }

    /// The same for patients of four cases each, all with one finding and one strength of it.
    @Test func patientsOfSeveralCasesAreNotTakenForMore() throws {
        var generator = SeededGenerator(seed: 1997)
        let patients = (0..<320).map { $0 / 4 }
        let labels = patients.map { $0 < 40 }
        var (claims, naive) = (0, 0)
        for _ in 0..<1000 {
            let scores = (0..<2).map { _ in
                let own = (0..<80).map { _ in normal(&generator) }
                return zip(patients, labels).map { own[$0] + ($1 ? 1 : 0) + normal(&generator) }
            }
            let test = try #require(DeLong(scores: scores, labels: labels, patients: patients))
            if test.difference(0, from: 1).p < 0.05 { claims += 1 }
            if try #require(DeLong(scores: scores, labels: labels)).difference(0, from: 1).p < 0.05 {
                naive += 1
            }
        }
        #expect((0.035...0.07).contains(Double(claims) / 1000), "\(claims) of 1000")
        #expect(naive > 120, "\(naive) of 1000 where cases are taken for patients")
    }

    private func normal(_ generator: inout SeededGenerator) -> Double {
        normalQuantile(Double.random(in: 1e-12..<1, using: &generator))
    }
}

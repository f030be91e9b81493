import Foundation
import TestSupport
import Testing

@testable import Training

@Suite(.tags(.property)) struct PatientSplitTests {
    private func split(_ count: Int, _ rule: PatientSplit.Rule, seed: UInt64 = 1) throws -> PatientSplit {
        try PatientSplit(Cohorts.named(count), by: rule, seed: seed)
    }

    @Test func ito() throws {
        let split = try split(156, .ito)
        #expect(Part.allCases.map(split.count) == [116, 20, 20] && !split.isStated)
        #expect(try split == self.split(156, .ito))
        #expect(try split != self.split(156, .ito, seed: 2))
    }

    /// Neither the order of the lines nor what else they say matters.
    @Test func aPatientsPlaceFollowsFromTheName() throws {
        let lines = (1...30).map { "p\($0),p\($0).dcm" }
        let splits = try [lines, lines.reversed(), lines.shuffled()].map { lines in
            try Cohorts.withTable((["patient,files"] + lines).joined(separator: "\n")) {
                try PatientSplit(CohortFolder($0), by: .sizes(training: nil, validation: 5, test: 5), seed: 3)
            }
        }
        #expect(splits[0] == splits[1] && splits[0] == splits[2])
        #expect(Part.allCases.map(splits[0].count) == [20, 5, 5])
    }

    /// With shares nobody moves; their numbers are binomial (four standard deviations).
    @Test func sharesKeepPatientsWhereTheyWere() throws {
        let rule = PatientSplit.Rule.shares(validation: 0.1, test: 0.2)
        let (few, many) = (try split(100, rule), try split(2000, rule))
        for index in 1...100 { #expect(few["p\(index)"] == many["p\(index)"]) }
        #expect(abs(many.count(of: .test) - 400) < 72 && abs(many.count(of: .validation) - 200) < 54)
        #expect(Part.allCases.map(many.count).reduce(0, +) == 2000)
    }

    /// A tenth of the patients are rare; every part has a tenth of them, as whole patients allow.
    @Test func strataAreSharedOutEvenly() throws {
        let cohort = try Cohorts.named(200)
        let rare = Set((1...200).filter { $0 % 10 == 3 }.map { "p\($0)" })
        func rares(_ split: PatientSplit, _ part: Part) -> Int { rare.count { split[$0] == part } }
        for seed in 1...5 as ClosedRange<UInt64> {
            let sizes = try PatientSplit(
                cohort, by: .sizes(training: nil, validation: 30, test: 50), seed: seed,
                strata: { rare.contains($0.name) ? "rare" : "" })
            #expect(Part.allCases.map(sizes.count) == [120, 30, 50])
            #expect(
                rares(sizes, .test) == 5 && rares(sizes, .validation) == 3 && rares(sizes, .training) == 12)
        }
        let one = try PatientSplit(cohort, by: .ito, seed: 1, strata: { _ in "all" })
        #expect(try one == split(200, .ito))
    }

    /// Each patient is tested in one fold, and never learnt from there.
    @Test func foldsTestEachPatientOnce() throws {
        let splits = try (1...4).map { try split(50, .folds(4, test: $0)) }
        for index in 1...50 {
            let parts = splits.map { $0["p\(index)"] }
            #expect(parts.count { $0 == .test } == 1 && parts.count { $0 == .validation } == 1)
            let test = try #require(parts.firstIndex(of: .test))
            #expect(parts[(test + 3) % 4] == .validation)
        }
        #expect(splits.map { $0.count(of: .test) }.sorted() == [12, 12, 13, 13])
    }

    /// A fifth in five folds: a fifth of each fold.
    @Test(arguments: [(100, 20, 5), (100, 25, 4), (60, 7, 3)])
    func foldsShareOutStrata(count: Int, rare: Int, folds: Int) throws {
        let cohort = try Cohorts.named(count)
        let names = Set((1...rare).map { "p\($0)" })
        for test in 1...folds {
            let split = try PatientSplit(
                cohort, by: .folds(folds, test: test), seed: 1,
                strata: { names.contains($0.name) ? "a" : "b" })
            let found = names.count { split[$0] == .test }
            #expect(found >= rare / folds && found <= rare / folds + 1, "fold \(test): \(found)")
        }
    }

    @Test func thoseBeyondTheSumAreLeftOut() throws {
        let split = try split(200, .ito)
        #expect((1...200).count { split["p\($0)"] == nil } == 44)
        #expect(Part.allCases.map(split.count) == [116, 20, 20])
    }

    @Test func theTableHasTheLastWord() throws {
        let table = "patient,files,split\na,1,test\nb,2,training\nc,3,validation\n"
        let split = try Cohorts.withTable(table) { try PatientSplit(CohortFolder($0), by: .ito, seed: 1) }
        #expect(split.isStated && split["a"] == .test && split["b"] == .training && split["c"] == .validation)
        let folded = #expect(throws: TrainingError.self) {
            try Cohorts.withTable(table) {
                try PatientSplit(CohortFolder($0), by: .folds(3, test: 1), seed: 1)
            }
        }
        #expect(folded?.description.contains("folds are asked for as well") == true)
        let partly = try #require(throws: TrainingError.self) {
            _ = try Cohorts.withTable(table + "d,4,\n") {
                try PatientSplit(CohortFolder($0), by: .ito, seed: 1)
            }
        }
        #expect(partly.description.contains("in which part 3 patients are, but not d"), "\(partly)")
    }

    @Test(arguments: [
        (PatientSplit.Rule.ito, "names 100 patients, but 116 for training, 20 for validation"),
        (.sizes(training: nil, validation: 50, test: 50), "at least 1 for training"),
        (.sizes(training: 5, validation: -1, test: 2), "is impossible"),
        (.sizes(training: .max, validation: .max, test: 2), "names 100 patients"),
        (.shares(validation: 0.5, test: 0.5), "leave nothing to train on"),
        (.folds(2, test: 1), "cannot be dealt out into 2 folds"),
        (.folds(5, test: 6), "with fold 6 for the test"), (.folds(101, test: 1), "into 101 folds"),
        (.shares(validation: .nan, test: 0.5), "leave nothing to train on"),
    ])
    func impossibleSplitsAreRefused(rule: PatientSplit.Rule, words: String) throws {
        let error = try #require(throws: TrainingError.self) { _ = try split(100, rule) }
        #expect(error.description.contains(words), "\(error)")
    }
}

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

    @Test func thoseBeyondTheSumAreLeftOut() throws {
        let split = try split(200, .ito)
        #expect((1...200).count { split["p\($0)"] == nil } == 44)
        #expect(Part.allCases.map(split.count) == [116, 20, 20])
    }

    @Test func theTableHasTheLastWord() throws {
        let table = "patient,files,split\na,1,test\nb,2,training\nc,3,validation\n"
        let split = try Cohorts.withTable(table) { try PatientSplit(CohortFolder($0), by: .ito, seed: 1) }
        #expect(split.isStated && split["a"] == .test && split["b"] == .training && split["c"] == .validation)
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
        (.shares(validation: .nan, test: 0.5), "leave nothing to train on"),
    ])
    func impossibleSplitsAreRefused(rule: PatientSplit.Rule, words: String) throws {
        let error = try #require(throws: TrainingError.self) { _ = try split(100, rule) }
        #expect(error.description.contains(words), "\(error)")
    }
}

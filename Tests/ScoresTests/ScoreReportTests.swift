import Figures
import Foundation
import Statistics
import TestSupport
import Testing

@testable import Scores

@Suite struct ScoreReportTests {
    /// Twelve cases, scores with ties; reader gives whole numbers.
    private var table: ScoreTable {
        ScoreTable(
            columns: [
                .init(name: "reader", values: [1, 2, 1, 3, 2, 1, 4, 3, 5, 2, 4, 5]),
                .init(
                    name: "cnn", values: [0.1, 0.3, 0.2, 0.6, 0.4, 0.1, 0.7, 0.35, 0.9, 0.8, 0.75, 0.95]),
                .init(name: "coin", values: [0.5, 0.2, 0.9, 0.1, 0.4, 0.8, 0.3, 0.7, 0.6, 0.5, 0.2, 0.4]),
            ], labels: (0..<12).map { $0 >= 6 }, patients: Array(0..<12))
    }

    private func report(
        _ settings: ScoreSettings = ScoreSettings(replicates: 200), _ other: ScoreTable? = nil
    ) throws
        -> ScoreReport
    {
        try ScoreReport(other ?? table, settings, input: "scores.csv", software: "test")
    }

    @Test func numbersAreThoseOfStatistics() throws {
        let found = try report(ScoreSettings(threshold: 0.5, thresholds: ["reader": 3], replicates: 200))
        let table = table
        let delong = try #require(DeLong(scores: table.columns.map(\.values), labels: table.labels))
        #expect(found.scores.map(\.auc) == (0..<3).map { delong.estimate($0) })
        #expect(found.comparisons.map(\.area) == [1, 2].map { delong.difference($0, from: 0) })
        #expect(found.comparisons.map(\.adjustedP) == holmAdjusted(found.comparisons.map(\.area.p)))
        #expect(found.scores.map { $0.calls?.point.threshold } == [3, 0.5, 0.5])
        #expect(found.scores.allSatisfy { $0.calls?.origin == .set })
        #expect(found.scores[0].calls?.sensitivity == .proportion(successes: 5, trials: 6))
        #expect(found.scores.map { $0.calibration == nil } == [true, false, false])
        let drawn = try #require(found.scores[1].bootstrapAUC)
        #expect(abs(drawn.value - found.scores[1].auc.value) < 1e-12 && drawn.n == 12)
        let test = try #require(found.comparisons[0].sensitivity)
        #expect(test.n == 6 && test.onlyFirst == 1 && test.onlySecond == 1)
    }

    @Test func thresholdsAreChosenOnTheCasesAndItIsSaid() throws {
        let found = try report()
        // From 3 on, 5 of 6 and 5 of 6; from 4 on, 4 of 6 and 6 of 6: of equal ones the higher threshold.
        let calls = try #require(found.scores[0].calls)
        #expect(calls.origin == .youden && calls.point.threshold == 4 && calls.point.falsePositives == 0)
        #expect(found.markdown.contains("the threshold was chosen on these very cases"))
        #expect(found.markdown.contains("Research use only. Not for diagnosis."))
        #expect(!(try report(ScoreSettings(threshold: 0.5, replicates: 0)).markdown.contains("Youden")))
    }

    /// Each patient with two equal cases: the same areas as one case each, and as wide intervals; nothing that takes
    /// cases for patients.
    @Test func patientsWithSeveralCasesCountOnce() throws {
        let single = table
        let double = ScoreTable(
            columns: single.columns.map { .init(name: $0.name, values: $0.values + $0.values) },
            labels: single.labels + single.labels, patients: single.patients + single.patients)
        let (one, two) = (try report(), try report(ScoreSettings(replicates: 200), double))
        for (a, b) in zip(one.scores, two.scores) {
            #expect(abs(a.auc.value - b.auc.value) < 1e-12)
            #expect(abs(a.auc.interval.lowerBound - b.auc.interval.lowerBound) < 1e-9)
            #expect(b.auc.n == 12 && b.auc.method == "DeLong by patient")
        }
        #expect(two.comparisons.allSatisfy { $0.sensitivity == nil && $0.specificity == nil })
        #expect(two.scores[0].calls?.sensitivity?.method.hasPrefix("bootstrap of patients") == true)
        #expect(two.markdown.contains("24 cases of 12 patients"))
        #expect(two.markdown.contains("they are too narrow here"))
    }

    @Test func aScoreThatSaysNothing() throws {
        let flat = ScoreTable(
            columns: [
                .init(name: "flat", values: [1, 1, 1, 1]), .init(name: "wrong", values: [4, 3, 2, 1]),
                .init(name: "right", values: [1, 2, 3, 4]),
            ], labels: [false, false, true, true], patients: [0, 1, 2, 3])
        let found = try report(ScoreSettings(replicates: 100), flat)
        #expect(found.scores.map(\.auc.value) == [0.5, 0, 1])
        #expect(found.scores[0].calls == nil && found.scores[1].calls == nil)
        #expect(found.markdown.contains("none is better than chance"))
        #expect(found.markdown.contains("wrong: below 0.5"))
        #expect(found.markdown.contains("wrong, right: the classes are perfectly apart"))
        _ = try found.json()
    }

    @Test func whatCannotBeJudged() throws {
        let unknown = try #require(throws: ScoresError.self) { _ = try report(ScoreSettings(against: "x")) }
        #expect(unknown.description == "there is no score “x”, only reader, cnn, coin")
        let few = ScoreTable(
            columns: [.init(name: "a", values: [1, 2, 3])], labels: [true, false, false], patients: [0, 1, 2])
        let error = try #require(throws: ScoresError.self) { _ = try report(ScoreSettings(), few) }
        #expect(
            error.description.contains("two patients with the finding and two without, but there are 1 and 2")
        )
    }

    @Test func folderIsWhole() throws {
        try withTemporaryFolder { place in
            let settings = ScoreSettings(replicates: 100)
            let found = try report(settings)
            let folder = try NewFolder(
                place.appending(path: "result"),
                plan: (
                    ScoreReport.planFile,
                    try ScoreReport.planData(settings, ColumnNames(), input: "scores.csv", software: "test")
                ))
            try found.write(in: folder, table)
            try folder.publish()
            let names = try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted()
            #expect(
                names == [
                    "decision.png", "reliability.png", "results.json", "roc-settings.json", "roc.png",
                    "tables.md",
                ])
            let data = try Data(contentsOf: folder.url.appending(path: "results.json"))
            let again = try JSONDecoder().decode(ScoreReport.self, from: data)
            #expect(try again.json() == data && again.notice.contains("Research use only"))
        }
    }
}

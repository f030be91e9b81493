import Statistics
import Testing

@testable import Scores

@Suite struct ModalityComparisonTests {
    private let labels = (0..<12).map { $0 >= 6 }
    /// Two readers, without and with a model, in an order that mixes them; and a score of nobody's.
    private let columns: [ScoreTable.Column] = [
        .init(name: "ann@plain", values: [1, 2, 1, 3, 2, 1, 4, 3, 5, 2, 4, 5]),
        .init(name: "model", values: [0.1, 0.3, 0.2, 0.6, 0.4, 0.1, 0.7, 0.35, 0.9, 0.8, 0.75, 0.95]),
        .init(name: "bob@aided", values: [1, 1, 2, 2, 3, 1, 5, 4, 5, 3, 4, 4]),
        .init(name: "ann@aided", values: [1, 1, 1, 2, 2, 1, 4, 4, 5, 3, 5, 5]),
        .init(name: "bob@plain", values: [3, 2, 1, 4, 2, 2, 4, 1, 3, 2, 5, 4]),
    ]

    private func report(_ columns: [ScoreTable.Column], patients: [Int]? = nil) throws -> ScoreReport {
        try ScoreReport(
            ScoreTable(columns: columns, labels: labels, patients: patients ?? Array(0..<12)),
            ScoreSettings(replicates: 0), input: "scores.csv", software: "test")
    }

    @Test func readersAreComparedUnderBothModalities() throws {
        let report = try report(columns)
        let found = try #require(report.modalities)
        #expect(found.readers == ["ann", "bob"] && found.modalities.map(\.name) == ["plain", "aided"])
        let test = try #require(
            ObuchowskiRockette(
                scores: [[columns[0], columns[4]], [columns[3], columns[2]]].map { $0.map(\.values) },
                labels: labels))
        #expect(found.p == test.p)
        #expect(found.modalities.map(\.areas) == test.areas)
        #expect(found.modalities.map(\.area) == [test.area(0), test.area(1)])
        #expect(found.modalities[0].difference == nil)
        #expect(found.modalities[1].difference == test.difference(1, from: 0))
        #expect(found.modalities[1].adjustedP == found.modalities[1].difference?.p)
        #expect(report.markdown.contains("## Modalities, for all readers of their kind"))
        #expect(report.markdown.contains("| modality | ann | bob | mean AUC | difference | p | p, Holm |"))
    }

    @Test func oneReaderOrOneModalityIsNothingToCompare() throws {
        for names in [["model", "ann@plain", "ann@aided"], ["ann@plain", "bob@plain"], ["model"]] {
            let report = try report(columns.filter { names.contains($0.name) })
            #expect(report.modalities == nil && !report.markdown.contains("Modalities"))
        }
    }

    @Test func whyThereIsNoTableIsTold() throws {
        let gap = try report(columns.dropLast())
        #expect(gap.modalities == nil)
        #expect(gap.markdown.contains("No table of modalities: “bob” has no column “bob@plain”"))
        let several = try report(columns, patients: (0..<12).map { $0 / 2 })
        #expect(several.withoutModalities?.contains("each patient has one case") == true)
        let equal = try report(columns.map { .init(name: $0.name, values: columns[0].values) })
        #expect(equal.withoutModalities?.contains("differ equally") == true)
    }
}

import Foundation
import TestSupport
import Testing

@testable import Scores

/// What a file of scores says, or the sentence that says what is wrong with it.
@Suite struct ScoreTableTests {
    private func table(_ text: String, _ names: ColumnNames = ColumnNames()) throws -> ScoreTable {
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "scores.csv")
            try Data(text.utf8).write(to: file)
            return try ScoreTable(file: file, names)
        }
    }

    @Test func columnsAreFound() throws {
        let found = try table("Patient,Label,cnn,reader 1\nb,1,0.9,4\na,0,0.2,1\nb,0,1e-3,2\n")
        #expect(found.columns.map(\.name) == ["cnn", "reader 1"])
        #expect(found.columns.map(\.values) == [[0.9, 0.2, 0.001], [4, 1, 2]])
        #expect(found.labels == [true, false, false] && found.patients == [0, 1, 0])
        #expect(found.isClustered && found.patientCount == 2)
        #expect(found.columns.map(\.areProbabilities) == [true, false])
    }

    @Test func columnsAreNamed() throws {
        let names = ColumnNames(label: "truth", positive: "malignant", patient: "id", scores: ["b"])
        let found = try table("id,note,truth,a,b\n1,x,benign,1,2\n2,y,malignant,1,3\n", names)
        #expect(found.columns.map(\.name) == ["b"] && found.labels == [false, true])
        let twice = try #require(throws: ScoresError.self) {
            _ = try table("label,a\n1,1\n0,2\n", ColumnNames(scores: ["a", "A"]))
        }
        #expect(twice.description.contains("--scores names a column twice"))
    }

    @Test(arguments: [
        ("", "is empty"),
        ("label,a", "names no case"),
        ("label;a\n1;0,5\n", "has no commas"),
        ("truth,a\n1,2\n", "has no column “label”, only truth, a; name the one that is meant with --label"),
        ("label,a,A\n1,2,3\n", "names the column “a” twice"),
        ("label,a\n1,2\n0,3,4\n", "line 3 has 3 cells, the first line 2"),
        ("label\n1\n0\n", "has no column of scores"),
        (",label,a\n0,1,1\n1,0,2\n", "column 1 has no name"),
        ("label,a\n1,2\n0,\n", "line 3, column a: the score is missing"),
        ("label,a\n1,2\n0,nan\n", "line 3, column a: “nan” is not a finite number"),
        ("label,a\n1,x\n0,1\n", "line 2, column a: “x” is not a finite number"),
        ("label,a\n1,1\n,1\n", "line 3, column label: the label is missing"),
        ("label,a\n1,1\nyes,1\n", "line 3, column label: “yes” is neither 1 nor 0; say with --positive"),
        ("label,a\n1,1\n1,2\n", "column label: all 2 cases are “1”"),
        ("label,a\n0,1\n0,2\n", "column label: all 2 cases are “0”"),
        ("patient,label,a\np,1,1\n,0,2\n", "line 3, column patient: the patient is missing"),
        ("label,a\n1,\"2\n", "line 2 has a quotation that does not end"),
    ])
    func brokenTablesAreRefused(text: String, sentence: String) throws {
        let error = try #require(throws: ScoresError.self) { _ = try table(text) }
        #expect(
            error.description.contains("scores.csv: ") && error.description.contains(sentence), "\(error)")
    }

    @Test(arguments: [
        (
            "label,a\nyes,1\nno,2\nmaybe,3\n",
            "line 4, column label: the label is “maybe”, but a label is one of “yes” and “no”"
        ),
        ("label,a\ntrue,1\nno,2\n", "no case is “yes”; the words there are “no”, “true”"),
    ])
    func unknownWordsAreRefused(text: String, sentence: String) throws {
        let error = try #require(throws: ScoresError.self) {
            _ = try table(text, ColumnNames(positive: "yes"))
        }
        #expect(error.description.contains(sentence), "\(error)")
    }

    @Test func filesThatAreNone() throws {
        try withTemporaryFolder { folder in
            for (url, sentence) in [
                (folder, "is a folder"), (folder.appending(path: "none"), "there is no such file"),
            ] {
                let error = try #require(throws: ScoresError.self) { _ = try ScoreTable(file: url) }
                #expect(error.description.contains(sentence))
            }
            let file = folder.appending(path: "latin")
            try Data([0xE9, 0x2C]).write(to: file)
            let error = try #require(throws: ScoresError.self) { _ = try ScoreTable(file: file) }
            #expect(error.description.contains("UTF-8"))
        }
    }
}

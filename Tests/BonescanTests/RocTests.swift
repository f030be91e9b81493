import Foundation
import TestSupport
import Testing

/// `bonescan roc`, as a user types it.
@Suite struct RocTests {
    private let scores = """
        patient,label,cnn,reader
        a,0,0.1,1
        b,0,0.4,2
        c,0,0.3,1
        d,1,0.35,3
        e,1,0.8,2
        f,1,0.9,3

        """

    private func inFolder<R>(_ body: (URL) throws -> R) throws -> R {
        try withTemporaryFolder { folder in
            try Data(scores.utf8).write(to: folder.appending(path: "scores.csv"))
            return try body(folder)
        }
    }

    @Test func tablesFiguresAndNumbers() throws {
        try inFolder { folder in
            let outcome = try bonescan(["roc", "scores.csv", "--bootstrap", "200"], in: folder)
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(outcome.output.contains("| cnn | 0.889 ("))
            #expect(outcome.output.contains("Research use only"))
            let names = try FileManager.default.contentsOfDirectory(
                atPath: folder.appending(path: "scores-roc").path)
            #expect(
                Set(names) == [
                    "tables.md", "results.json", "roc-settings.json", "roc.png", "reliability.png",
                    "decision.png",
                ])
        }
    }

    @Test func sameSeedSameBytes() throws {
        try inFolder { folder in
            let outputs = try ["a", "b"].map { out in
                let outcome = try bonescan(
                    ["roc", "scores.csv", "--bootstrap", "200", "--json", "--out", out], in: folder)
                let figure = try Data(contentsOf: folder.appending(path: "\(out)/roc.png"))
                return outcome.output + figure.base64EncodedString()
            }
            #expect(outputs[0] == outputs[1] && outputs[0].hasPrefix("{"))
        }
    }

    @Test func thresholdsAreSet() throws {
        try inFolder { folder in
            let outcome = try bonescan(
                ["roc", "scores.csv", "--threshold", "0.5", "--threshold", "reader=2", "--bootstrap", "0"],
                in: folder)
            #expect(outcome.output.contains("| cnn | 0.5 | set | 0.667"))
            #expect(outcome.output.contains("| reader | 2 | set | 1.000"))
        }
    }

    @Test(arguments: [
        ("roc scores.csv --label truth", 1, "has no column “truth”"),
        ("roc scores.csv --scores patient", 1, "line 2, column patient: “a” is not a finite number"),
        ("roc scores.csv --against vit", 1, "there is no score “vit”, only cnn, reader"),
        ("roc none.csv", 1, "there is no such file"),
        ("roc scores.csv --threshold cnn=high", 2, "write 0.5, or cnn=0.5"),
        ("roc scores.csv --threshold 1 --threshold 2", 2, "given twice for all scores"),
        ("roc scores.csv --bootstrap 5", 2, "must be 0 or 100 to 1000000"),
    ])
    func wrongUse(command: String, status: Int32, sentence: String) throws {
        try inFolder { folder in
            let outcome = try bonescan(command.split(separator: " ").map(String.init), in: folder)
            #expect(outcome.status == status && outcome.errors.contains(sentence), "\(outcome.errors)")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["scores.csv"])
        }
    }

    @Test func nothingIsOverwritten() throws {
        try inFolder { folder in
            let command = ["roc", "scores.csv", "--bootstrap", "0"]
            #expect(try bonescan(command, in: folder).status == 0)
            let again = try bonescan(command, in: folder)
            #expect(again.status == 1 && again.errors.contains("exists already"))
            #expect(try bonescan(command + ["--force"], in: folder).status == 0)
        }
    }
}

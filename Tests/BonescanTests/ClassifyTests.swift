import Foundation
import TestSupport
import Testing

/// `bonescan classify --explain`, before there is anything to explain.
@Suite struct ClassifyTests {
    /// An explanation is refused before the work begins, and goes on to the model, which is not there, where it may.
    @Test func nothingIsOverwrittenUnasked() throws {
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "scan.png")
            try Data("mine".utf8).write(to: file)
            let arguments = ["classify", nm1.path, "--model", "absent.safetensors", "--explain", "scan.png"]
            let refused = try bonescan(arguments, in: folder)
            #expect(refused.status == 1 && refused.errors.contains("scan.png exists already"))
            #expect(refused.output.isEmpty)
            let forced = try bonescan(arguments + ["--force"], in: folder)
            #expect(forced.status == 1 && forced.errors.contains("absent.safetensors"))
            #expect(try Data(contentsOf: file) == Data("mine".utf8))
        }
    }

    @Test(arguments: [
        (["--explain", "scan.jpg"], ".png, .svg or .pdf"), (["--force"], "--force goes with --explain"),
        (["--task", "malignant"], "--task or --model, not both"),
    ])
    func wrongUsageIsExplained(options: [String], words: String) throws {
        let outcome = try bonescan(["classify", nm1.path, "--model", "m.safetensors"] + options)
        #expect(outcome.status != 0 && outcome.errors.contains(words), "\(outcome.errors)")
    }

    /// A real scan of one view is answered by the shipped models of that view, which say so.
    @Test func shippedModelsAnswer() throws {
        try withTemporaryFolder { folder in
            let outcome = try bonescan(
                ["classify", nm1.path, "--json", "--models", repository.appending(path: "Models").path],
                in: folder)
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(outcome.errors.contains("the models of the anterior view are asked"))
            let document = try JSONDecoder().decode(Document.self, from: Data(outcome.output.utf8))
            #expect(document.notice.contains("Research use only"))
            #expect(document.answers.map(\.task) == ["abnormal", "malignant"])
            for answer in document.answers {
                let probability = answer.answer.probability
                #expect((0...1).contains(probability.value) && probability.n > 100)
                #expect(answer.architecture == "mobilenetv2-anterior-se" && answer.sha256.count == 64)
            }
            let drawn = try bonescan(
                [
                    "classify", nm1.path, "--task", "malignant", "--models",
                    repository.appending(path: "Models").path, "--explain", "scan.png",
                ], in: folder)
            #expect(
                drawn.status == 0
                    && drawn.output.contains("malignant, if the scan is abnormal: probability 0."))
            #expect(try Data(contentsOf: folder.appending(path: "scan.png")).count > 10_000)
        }
    }

    private struct Document: Decodable {
        let notice: String
        let answers: [Answer]

        struct Answer: Decodable {
            let task, architecture, sha256: String
            let answer: Logit
        }

        struct Logit: Decodable {
            let logit: Double
            let probability: Probability
        }

        struct Probability: Decodable {
            let value: Double
            let n: Int
        }
    }
}

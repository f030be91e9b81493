import Foundation
import TestSupport
import Testing
import Training

@Suite struct RunTests {
    private func sentence(_ body: () throws -> Void) -> String {
        do { try body() } catch { return "\(error)" }
        return ""
    }

    @Test func aFolderThatIsThereIsNotOverwritten() throws {
        try withTemporaryFolder { folder in
            _ = try TrainingLoopTests.newRun(folder, "run")
            #expect(
                sentence { _ = try TrainingLoopTests.newRun(folder, "run") }
                    .contains("run exists already; go on with it by --resume"))
        }
    }

    /// A program that was killed before its first record leaves settings, and nothing to go on with.
    @Test func aFolderOfSettingsAloneIsNew() throws {
        try withTemporaryFolder { folder in
            let place = folder.appending(path: "run")
            try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
            try Data("steps: 9\n".utf8).write(to: place.appending(path: "config.yaml"))
            let run = try TrainingLoopTests.newRun(folder, "run")
            #expect(
                try String(contentsOf: run.url.appending(path: "config.yaml"), encoding: .utf8)
                    == "steps: 120\n")
        }
    }

    @Test func resumingNeedsTheSameRun() throws {
        try withTemporaryFolder { folder in
            let place = folder.appending(path: "run")
            let settings = "steps: 120\n"
            func resume(_ configuration: String, _ record: RunRecord) -> String {
                sentence { _ = try Run(resuming: place, configuration: configuration, record: record) }
            }
            let record = TrainingLoopTests.record()
            #expect(resume(settings, record).contains("holds no run to go on with"))
            do { _ = try TrainingLoopTests.newRun(folder, "run") }
            #expect(resume("steps: 9\n", record).contains("config.yaml has other settings"))
            #expect(resume(settings, TrainingLoopTests.record(9)).contains("has the seed 4, not 9"))
            var other = record
            other.cohort = "others"
            #expect(resume(settings, other).contains("has the cohort numbers, not others"))
            #expect(resume(settings, record) == "")
            try Data("{".utf8).write(to: place.appending(path: "run.json"))
            #expect(resume(settings, record).contains("run.json is broken"))
        }
    }

    @Test func twoProgramsCannotBeAtOneRun() throws {
        try withTemporaryFolder { folder in
            let run = try TrainingLoopTests.newRun(folder, "run")
            let words = sentence {
                _ = try Run(
                    resuming: run.url, configuration: "steps: 120\n", record: TrainingLoopTests.record())
            }
            #expect(words.contains("another run is writing"))
        }
    }

    /// A program that was killed while it wrote may leave half a line, and lines after its last checkpoint.
    @Test func notesAfterTheCheckpointAreMadeAgain() throws {
        try withTemporaryFolder { folder in
            do {
                let run = try TrainingLoopTests.newRun(folder, "run")
                try TrainingLoopTests.train(in: run, until: 40)
            }
            let file = folder.appending(path: "run/metrics.jsonl")
            let before = try Data(contentsOf: file)
            try (before + Data("{\"score\":9,\"step\":60}\n{\"lo".utf8)).write(to: file)
            let run = try Run(
                resuming: folder.appending(path: "run"), configuration: "steps: 120\n",
                record: TrainingLoopTests.record())
            #expect(try Data(contentsOf: file) == before)
            #expect(run.bestScore.map { $0 < 0 } == true)
        }
    }
}

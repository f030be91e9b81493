import Foundation
import TestSupport
import Testing

/// `bonescan train denoiser` as a user meets it.
@Suite struct TrainDenoiserTests {
    private static let recipe = """
        preset: ours
        patch: 16
        batch: 1
        steps: 16
        validateEvery: 8
        validationImages: 1
        checkpointEvery: 4
        validationPatients: 1
        testPatients: 1
        """

    /// A folder with a cohort of four and a recipe.
    private func withCohort(_ body: (URL) throws -> Void) throws {
        try withTemporaryFolder { folder in
            let made = try bonescan(
                [
                    "simulate", "--view", "chest", "--patients", "4", "--seed", "5", "--out", "cohort",
                    "--geometry",
                    installed("skeleton").path,
                ], in: folder)
            #expect(made.status == 0, "\(made.errors)")
            try Data(Self.recipe.utf8).write(to: folder.appending(path: "recipe.yaml"))
            for name in ["whole", "killed", "stopped"] {
                try FileManager.default.createDirectory(
                    at: folder.appending(path: name), withIntermediateDirectories: true)
            }
            try body(folder)
        }
    }

    private func arguments(_ run: String) -> [String] {
        [
            "train", "denoiser", "--config", "recipe.yaml", "--cohort", "cohort", "--out", run, "--device",
            "cpu",
            "--workers", "2",
        ]
    }

    /// Begins a run and sends it a signal once it has left a checkpoint; answers how it ended.
    private func interrupted(_ run: String, in folder: URL, by signal: Int32) throws -> Int32 {
        let process = Process()
        process.executableURL = bonescanProgram
        process.arguments = arguments(run)
        process.currentDirectoryURL = folder
        process.standardError = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let checkpoints = folder.appending(path: "\(run)/checkpoints").path
        for _ in 0..<3000 {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: checkpoints)) ?? []
            if names.contains(where: { $0.hasPrefix("step-") }) { break }
            usleep(20_000)
        }
        usleep(UInt32.random(in: 0..<300_000))
        kill(process.processIdentifier, signal)
        process.waitUntilExit()
        return process.terminationStatus
    }

    @Test func aRunThatEndsAnyhowGoesOnToTheSameBits() throws {
        try withCohort { folder in
            let whole = try bonescan(arguments("whole/run"), in: folder)
            #expect(whole.status == 0, "\(whole.errors)")
            #expect(whole.output.hasSuffix("whole/run/best.safetensors\n"))
            #expect(try interrupted("killed/run", in: folder, by: SIGKILL) == SIGKILL)
            #expect(try interrupted("stopped/run", in: folder, by: SIGINT) == 130)
            for name in ["killed/run", "stopped/run"] {
                let resumed = try bonescan(arguments(name) + ["--resume"], in: folder)
                #expect(resumed.status == 0, "\(resumed.errors)")
                #expect(resumed.errors.contains("going on from step"))
                for file in ["last.safetensors", "best.safetensors", "config.yaml"] {
                    let bytes = try ["whole/run", name].map {
                        try Data(contentsOf: folder.appending(path: "\($0)/\(file)"))
                    }
                    #expect(bytes[0] == bytes[1], "\(name)/\(file)")
                }
            }
            let again = try bonescan(arguments("whole/run"), in: folder)
            #expect(again.status == 1 && again.errors.contains("exists already; go on with it by --resume"))
        }
    }

    @Test(arguments: [
        (["--preset", "ours"], "give --cohort FOLDER"),
        (["--cohort", "c", "--out", "r"], "give a recipe: either --config FILE or --preset NAME"),
        (["--preset", "ours", "--config", "r", "--cohort", "c", "--out", "r"], "either"),
        (["--preset", "mine", "--cohort", "c", "--out", "r"], "'mine'"),
        (["--preset", "ours", "--cohort", "nowhere", "--out", "r"], "there is no folder"),
        (["--config", "nowhere.yaml", "--cohort", "c", "--out", "r"], "nowhere.yaml cannot be read"),
    ])
    func badArguments(arguments: [String], words: String) throws {
        try withTemporaryFolder { folder in
            let outcome = try bonescan(["train", "denoiser"] + arguments, in: folder)
            #expect([1, 2].contains(outcome.status))
            #expect(outcome.errors.contains(words), "\(outcome.errors)")
        }
    }
}

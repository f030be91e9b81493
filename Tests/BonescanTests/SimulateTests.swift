import Foundation
import TestSupport
import Testing

/// `bonescan simulate` as a user meets it.
@Suite struct SimulateTests {
    private func files(in folder: URL) throws -> [String: Data] {
        var files: [String: Data] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
            let file = folder.appending(path: name)
            guard !file.hasDirectoryPath, let data = try? Data(contentsOf: file) else { continue }
            files[name] = data
        }
        return files
    }

    @Test func theSameSeedGivesTheSameBytesAndPatientThirteenIsHimselfAlone() throws {
        try withTemporaryFolder { folder in
            for (name, options) in [
                ("a", ["--patients", "3", "--index", "12", "--workers", "2"]),
                ("b", ["--patients", "3", "--index", "12", "--workers", "1"]),
                ("thirteen", ["--patients", "1", "--index", "13"]),
                ("other", ["--patients", "1", "--index", "13", "--seed", "8"]),
            ] {
                let made = try bonescan(
                    ["simulate", "--out", name, "--geometry", skeleton] + options, in: folder)
                #expect(made.status == 0, "\(made.errors)")
            }
            let cohorts = try ["a", "b", "thirteen", "other"].map {
                try files(in: folder.appending(path: $0))
            }
            #expect(cohorts[0] == cohorts[1])
            #expect(cohorts[0].keys.contains("patient-0012/scan.dcm"))
            for (name, data) in cohorts[2] where name.hasPrefix("patient-0013/") {
                #expect(cohorts[0][name] == data, "\(name)")
                #expect(cohorts[3][name] != data || name.hasSuffix(".png"), "\(name)")
            }
        }
    }

    @Test func everyStudyIsReadable() throws {
        try withTemporaryFolder { folder in
            let made = try bonescan(
                [
                    "simulate", "--patients", "2", "--out", "cohort", "--layout", "files", "--mean",
                    "--geometry", skeleton,
                ], in: folder)
            #expect(made.status == 0, "\(made.errors)")
            for patient in ["patient-0001", "patient-0002"] {
                let study = folder.appending(path: "cohort/\(patient)")
                let info = try bonescan(["info", study.path])
                #expect(info.status == 0 && info.output.contains("posterior  1024 x 256"), "\(info.errors)")
                let names = try FileManager.default.contentsOfDirectory(atPath: study.path).sorted()
                #expect(
                    names == [
                        "anterior.dcm", "lesions-anterior.png", "lesions-posterior.png", "mean.safetensors",
                        "posterior.dcm", "regions-anterior.png", "regions-posterior.png", "truth.json",
                    ])
            }
            let table = try String(contentsOf: folder.appending(path: "cohort/cohort.csv"), encoding: .utf8)
            #expect(table.split(separator: "\n").count == 3)
        }
    }

    /// Each with a word that its sentence must have.
    @Test(arguments: [
        (["--patients", "0"], "--patients"), (["--patients", "3", "--index", "0"], "--index"),
        (["--patients", "1", "--age", "90...20"], "--age"), (["--patients", "1", "--age", "5"], "20 to 90"),
        (["--patients", "1", "--metastases", "1.5"], "between 0 and 1"),
        (["--patients", "1", "--artefacts", "moton=1"], "--artefacts"),
        (["--patients", "1", "--artefacts", "motion=2"], "--artefacts"),
        (["--patients", "1", "--speed", "0"], "cm/min"), (["--patients", "1", "--activity", "-5"], "MBq"),
        (["--patients", "1", "--window", "200"], "energy window"),
        (["--patients", "1", "--camera", "box"], "--camera"),
        (["--patients", "1", "--workers", "0"], "--workers"),
    ])
    func impossibleRangesAreWrongUsage(options: [String], word: String) throws {
        try withTemporaryFolder { folder in
            let made = try bonescan(["simulate", "--out", "cohort"] + options, in: folder)
            #expect(made.status == 2)
            #expect(made.errors.contains(word), "\(made.errors)")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
        }
    }

    @Test func missingGeometryIsNamedWithItsRemedy() throws {
        try withTemporaryFolder { folder in
            let made = try bonescan(
                ["simulate", "--patients", "1", "--out", "cohort", "--geometry", "nowhere"], in: folder)
            #expect(made.status == 1)
            #expect(made.errors.contains("nowhere") && made.errors.contains("make setup"), "\(made.errors)")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
        }
    }

    @Test(.enabled(if: SmallDisk.isPossible, "a small disk needs a user who may mount one"))
    func aFullDiskLeavesNoCohort() throws {
        try withTemporaryFolder { folder in
            let disk = try SmallDisk(at: folder, kilobytes: 2000)
            defer { disk.unmount() }
            let cohort = folder.appending(path: "cohort")
            let made = try bonescan([
                "simulate", "--patients", "4", "--out", cohort.path, "--geometry", skeleton,
            ])
            #expect(made.status == 1)
            #expect(made.errors.contains("disk") || made.errors.contains("space"), "\(made.errors)")
            #expect(!FileManager.default.fileExists(atPath: cohort.path))
        }
    }

    /// Ctrl-C between patients leaves no folder of that name; the same command completes it to the same bytes.
    @Test func anInterruptedCohortGoesOn() throws {
        try withTemporaryFolder { folder in
            let program = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
                .deletingLastPathComponent().appending(path: "bonescan")
            let options = ["simulate", "--patients", "8", "--workers", "1", "--geometry", skeleton, "--out"]
            let process = Process()
            process.executableURL = program
            process.arguments = options + ["cohort"]
            process.currentDirectoryURL = folder
            process.standardError = FileHandle.nullDevice
            process.standardOutput = FileHandle.nullDevice
            try process.run()
            let first = folder.appending(path: ".cohort.part/patient-0001/truth.json")
            while process.isRunning, !FileManager.default.fileExists(atPath: first.path) { usleep(2000) }
            process.interrupt()
            process.waitUntilExit()
            #expect(process.terminationStatus == 130)
            #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "cohort").path))

            let other = try bonescan(options + ["cohort", "--seed", "2"], in: folder)
            #expect(other.status == 1 && other.errors.contains("other settings"), "\(other.errors)")
            let again = try bonescan(options + ["cohort"], in: folder)
            #expect(again.status == 0 && again.errors.contains("going on"), "\(again.errors)")
            #expect(try bonescan(options + ["whole"], in: folder).status == 0)
            #expect(
                try files(in: folder.appending(path: "cohort")) == files(in: folder.appending(path: "whole")))
        }
    }

    private var skeleton: String { installed("skeleton").path }
}

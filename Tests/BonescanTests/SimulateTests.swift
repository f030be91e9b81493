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

    /// Archives tell studies and patients apart by these.
    @Test func otherPlansGiveOtherIdentities() throws {
        try withTemporaryFolder { folder in
            func identity(_ options: [String]) throws -> Set<String> {
                let name = UUID().uuidString
                let made = try bonescan(
                    ["simulate", "--patients", "1", "--out", name, "--geometry", skeleton] + options,
                    in: folder)
                #expect(made.status == 0, "\(made.errors)")
                let data = try Data(contentsOf: folder.appending(path: "\(name)/patient-0001/scan.dcm"))
                // Patient ID, Study Instance UID: tag, VR and length of 2 bytes each.
                return Set(
                    try [[0x10, 0, 0x20, 0], [0x20, 0, 0x0D, 0]].map { (tag: [UInt8]) in
                        let start = try #require(data.firstRange(of: Data(tag))).upperBound
                        let length = Int(data[start + 2]) + Int(data[start + 3]) << 8
                        return String(decoding: data[start + 4..<start + 4 + length], as: UTF8.self)
                    })
            }
            let usual = try identity([])
            #expect(usual.contains { $0.hasPrefix("SIM-") } && usual.count == 2)
            #expect(try identity(["--mean"]) == usual)
            #expect(try identity(["--artefacts", "none"]).isDisjoint(with: usual))
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
            let lines = table.split(separator: "\n")
            #expect(lines.count == 3)
            #expect(lines[0].hasSuffix(",simulated") && lines[1].hasSuffix(",1"))
        }
    }

    /// Spot views are files that every command takes.
    @Test func chestsAreReadable() throws {
        try withTemporaryFolder { folder in
            let made = try bonescan(
                [
                    "simulate", "--patients", "1", "--view", "chest", "--counts", "300k", "--mean", "--out",
                    "chests", "--geometry", skeleton,
                ], in: folder)
            #expect(made.status == 0, "\(made.errors)")
            let scan = folder.appending(path: "chests/patient-0001/scan.dcm").path
            let info = try bonescan(["info", scan])
            #expect(
                info.output.contains("anterior   256 x 256 pixels of 2.46 mm"), "\(info.output)\(info.errors)"
            )
            let thin = try bonescan(["thin", scan, "--fraction", "0.2", "--out", "thin.dcm"], in: folder)
            #expect(thin.status == 0, "\(thin.errors)")
        }
    }

    /// Each with a word that its sentence must have.
    @Test(arguments: [
        (["--patients", "0"], "--patients"), (["--patients", "3", "--index", "0"], "--index"),
        (["--patients", "1", "--age", "90...20"], "--age"), (["--patients", "1", "--age", "5"], "20 to 90"),
        (["--patients", "1", "--metastases", "1.5"], "between 0 and 1"),
        (["--patients", "1", "--artefacts", "moton=1"], "no kind “moton”"),
        (["--patients", "1", "--artefacts", "motion=2"], "motion must lie between 0 and 1"),
        (["--patients", "1", "--artefacts", "motion=nan"], "motion must lie between 0 and 1"),
        (["--patients", "1", "--artefacts", "motion=often"], "a number from 0 to 1"),
        (["--patients", "1", "--age", "64.9"], "whole years"),
        (["--patients", "1", "--referral", "flu"], "prostate-cancer"),
        (["--patients", "1", "--speed", "0"], "cm/min"), (["--patients", "1", "--activity", "-5"], "MBq"),
        (["--patients", "1", "--window", "200"], "energy window"),
        (["--patients", "1", "--camera", "box"], "--camera"),
        (["--patients", "1", "--workers", "0"], "--workers"),
        (["--patients", "1", "--counts", "1000k"], "--view chest"),
        (["--patients", "1", "--view", "skull"], "chest"),
        (["--patients", "1", "--view", "chest", "--counts", "10"], "1,000 to 20,000,000"),
        (["--patients", "1", "--view", "chest", "--speed", "12"], "stands still"),
        (["--patients", "1", "--view", "chest", "--artefacts", "truncation=1"], "no truncation"),
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

    /// Progress that nobody can read is no reason to fail, and goes into no file of the cohort.
    @Test(arguments: ["2>/dev/full", "2>&-", "<&- >&- 2>&-"])
    func wordsThatCannotBeWrittenStopNothing(redirection: String) throws {
        try withTemporaryFolder { folder in
            let made = try run(
                URL(filePath: "/bin/sh"),
                [
                    "-c", "\"$0\" simulate --patients 1 --out cohort --geometry \"$1\" \(redirection)",
                    bonescanProgram.path, skeleton,
                ], in: folder)
            #expect(made.status == 0)
            let truth = folder.appending(path: "cohort/patient-0001/truth.json")
            _ = try JSONSerialization.jsonObject(with: Data(contentsOf: truth))
        }
    }

    /// What a machine reads from standard output is a result.
    @Test func resultsThatCannotBeWrittenAreNoSuccess() throws {
        try withTemporaryFolder { folder in
            let made = try run(
                URL(filePath: "/bin/sh"), ["-c", "\"$0\" --version >/dev/full", bonescanProgram.path],
                in: folder)
            #expect(made.status == 1)
            #expect(made.errors.contains("could not all be written"), "\(made.errors)")
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
            #expect(made.errors.contains("the disk is full"), "\(made.errors)")
            #expect(made.errors.contains("Whole patients are kept"), "\(made.errors)")
            #expect(!FileManager.default.fileExists(atPath: cohort.path))
        }
    }

    /// Ctrl-C between patients leaves no folder of that name; the same command completes it to the same bytes.
    @Test func anInterruptedCohortGoesOn() throws {
        try withTemporaryFolder { folder in
            let options = ["simulate", "--patients", "8", "--workers", "1", "--geometry", skeleton, "--out"]
            let process = Process()
            process.executableURL = bonescanProgram
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
            let lost = try bonescan(
                options + ["cohort", "--seed", "2", "--force", "--geometry", "nowhere"], in: folder)
            #expect(lost.status == 1 && FileManager.default.fileExists(atPath: first.path))
            try Data("{".utf8).write(to: first)  // by a disk that failed, such as
            let again = try bonescan(options + ["cohort"], in: folder)
            #expect(again.status == 0 && again.errors.contains("going on"), "\(again.errors)")
            #expect(try bonescan(options + ["whole"], in: folder).status == 0)
            #expect(
                try files(in: folder.appending(path: "cohort")) == files(in: folder.appending(path: "whole")))
        }
    }

    private var skeleton: String { installed("skeleton").path }
}

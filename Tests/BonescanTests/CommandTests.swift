import Foundation
import TestSupport
import Testing

/// The program as a user meets it: what it prints, where it writes, how it ends.
@Suite struct CommandTests {
    /// Each command's help has examples, and they do what they say.
    @Test(arguments: [
        [], ["read"], ["info"], ["render"], ["thin"], ["simulate"], ["denoise"], ["models"],
        ["models", "list"], ["models", "show"], ["study"], ["study", "simulation"],
    ])
    func examplesWork(command: [String]) throws {
        let help = try bonescan(command + ["--help"])
        #expect(help.status == 0)
        let examples = help.output.replacing(/\n(?!\n|Example)/, with: " ").matches(
            of: /Example: bonescan (.+)/)
        #expect(!examples.isEmpty)
        for example in examples {
            #expect(example.1.hasPrefix(command.joined(separator: " ")))
            try withTemporaryFolder { folder in
                let archive = folder.appending(path: "archive")
                try FileManager.default.createDirectory(at: archive, withIntermediateDirectories: false)
                for place in [folder, archive] {
                    try FileManager.default.copyItem(at: nm1, to: place.appending(path: "scan.dcm"))
                }
                let outcome = try bonescan(example.1.split(separator: " ").map(String.init), in: folder)
                #expect(outcome.status == 0, "\(example.1): \(outcome.errors)")
            }
        }
    }

    @Test(arguments: [
        ["reed"], ["read"], ["info"], ["thin", "scan.dcm", "--out", "x.dcm"],
        ["thin", "scan.dcm", "--fraction", "0.2", "--counts", "200k", "--out", "x.dcm"],
        ["thin", "scan.dcm", "--counts", "many", "--out", "x.dcm"],
        ["render", "scan.dcm", "--upper", "much"],
        ["denoise", "scan.dcm", "--method", "magic", "--out", "x"],
        ["models", "show", "alexnet"], ["study", "simulation", "--patients", "1", "--out", "x"],
    ])
    func wrongUsageEndsWithTwo(arguments: [String]) throws {
        let outcome = try bonescan(arguments)
        #expect(outcome.status == 2)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.contains("Usage:") || outcome.errors.contains("USAGE:"))
    }

    @Test func infoTellsOfTheRealScan() throws {
        let info = try bonescan(["info", nm1.path])
        #expect(info.status == 0)
        for fact in ["1024 x 256", "2.26 mm", "3,596,452", "GE Medical Systems", "anterior", "WHOLE BODY_E"] {
            #expect(info.output.contains(fact), "\(fact)")
        }
    }

    @Test func infoGoesOnAfterABadFile() throws {
        let info = try bonescan(["info", "--json", "no-such-file.dcm", nm1.path])
        #expect(info.status == 1)
        #expect(info.errors.contains("no-such-file.dcm"))
        let studies = try JSONSerialization.jsonObject(with: Data(info.output.utf8)) as? [[String: Any]]
        #expect(studies?.count == 1)
    }

    @Test func theSameSeedGivesTheSameBytes() throws {
        try withTemporaryFolder { folder in
            let files = ["a.dcm", "b.dcm", "c.dcm"].map { folder.appending(path: $0) }
            for (file, seed) in zip(files, ["7", "7", "8"]) {
                let made = try bonescan([
                    "thin", nm1.path, "--counts", "200k", "--seed", seed, "--out", file.path,
                ])
                #expect(made.status == 0, "\(made.errors)")
            }
            let bytes = try files.map { try Data(contentsOf: $0) }
            #expect(bytes[0] == bytes[1])
            #expect(bytes[0] != bytes[2])
        }
    }

    @Test func thinnedAndRestAreTheScan() throws {
        try withTemporaryFolder { folder in
            let files = ["kept.dcm", "rest.dcm"].map { folder.appending(path: $0).path }
            let made = try bonescan([
                "thin", nm1.path, "--fraction", "0.2", "--out", files[0], "--rest", files[1],
            ])
            #expect(made.status == 0, "\(made.errors)")
            let counts = try files.map { try Self.counts(in: $0) }
            // 4 standard deviations of a binomial number of 3,596,452 events with p = 0.2.
            #expect(abs(counts[0] - 719_290.4) < 4 * (3_596_452 * 0.2 * 0.8).squareRoot())
            #expect(counts[0] + counts[1] == 3_596_452)
        }
    }

    @Test func neitherFileIsWrittenWhereOneIsTaken() throws {
        try withTemporaryFolder { folder in
            let (kept, rest) = (folder.appending(path: "kept.dcm"), folder.appending(path: "rest.dcm"))
            try Data("mine".utf8).write(to: rest)
            let refused = try bonescan([
                "thin", nm1.path, "--fraction", "0.2", "--out", kept.path, "--rest", rest.path,
            ])
            #expect(refused.status == 1)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["rest.dcm"])
        }
    }

    /// A name such as 1.2.840.4 ends in a number, not in an extension.
    @Test func picturesOfNumberedFilesHaveNamesOfTheirOwn() throws {
        try withTemporaryFolder { folder in
            for name in ["1.2.840.4", "1.2.840.5"] {
                try FileManager.default.copyItem(at: nm1, to: folder.appending(path: name))
                #expect(try bonescan(["render", name], in: folder).status == 0)
                #expect(FileManager.default.fileExists(atPath: folder.appending(path: name + ".png").path))
            }
        }
    }

    @Test func nothingIsOverwrittenUnasked() throws {
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "scan.png")
            try Data("mine".utf8).write(to: file)
            let refused = try bonescan(["render", nm1.path, "--out", file.path])
            #expect(refused.status == 1)
            #expect(try Data(contentsOf: file) == Data("mine".utf8))
            #expect(try bonescan(["render", nm1.path, "--out", file.path, "--force"]).status == 0)
        }
    }

    @Test func readWritesAReport() throws {
        try withTemporaryFolder { folder in
            let report = folder.appending(path: "report")
            let read = try bonescan(["read", nm1.path, "--out", report.path])
            #expect(read.status == 0, "\(read.errors)")
            #expect(read.output.contains("report.html"))
            let names = try FileManager.default.contentsOfDirectory(atPath: report.path).sorted()
            #expect(names == ["dicom", "report.html", "report.json", "report.pdf"])
        }
    }

    private static func counts(in file: String) throws -> Double {
        let info = try bonescan(["info", "--json", file])
        let studies = try JSONSerialization.jsonObject(with: Data(info.output.utf8)) as? [[String: Any]]
        let facts = try #require(studies?.first?["facts"] as? [String: Any])
        let views = try #require(facts["views"] as? [[String: Any]])
        return try #require(views.first?["counts"] as? Double)
    }
}

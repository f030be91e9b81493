import Foundation
import TestSupport
import Testing

/// `bonescan read` from DICOM to DICOM.
@Suite struct ReadTests {
    /// The folder is whole; a second reading is refused, or replaces it; foreign validators find nothing wrong.
    @Test func resultsAreWholeAndSound() throws {
        try withTemporaryFolder { folder in
            let cohort = folder.appending(path: "cohort").path
            #expect(
                try bonescan([
                    "simulate", "--patients", "1", "--seed", "5", "--metastases", "1", "--artefacts", "none",
                    "--out", cohort,
                ]).status == 0)
            let (scan, report) = (folder.appending(path: "scan.dcm"), folder.appending(path: "report"))
            #expect(
                try bonescan([
                    "thin", "\(cohort)/patient-0001/scan.dcm", "--fraction", "0.2", "--out", scan.path,
                ]).status == 0)
            let read = try bonescan(["read", scan.path, "--out", report.path, "--timings"])
            #expect(read.status == 0, "\(read.errors)")
            let lines = read.output.split(separator: "\n")
            #expect(
                lines.prefix(5).allSatisfy { $0.contains(": ") }
                    && lines.last?.hasSuffix("report.html") == true)
            let dicom = report.appending(path: "dicom")
            let names = try FileManager.default.contentsOfDirectory(atPath: dicom.path).sorted()
            #expect(
                names == ["hot-spots.dcm", "measurements.dcm", "regions.dcm", "report.dcm", "restored.dcm"])
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 3)
            for name in names {
                let found = try? run(
                    URL(filePath: "/usr/bin/dciodvfy"), [dicom.appending(path: name).path])
                let errors = found.map { ($0.output + $0.errors).split(separator: "\n") } ?? []
                #expect(errors.filter { $0.hasPrefix("Error") } == [], "\(name)")
            }
            let before = try Data(contentsOf: dicom.appending(path: "hot-spots.dcm"))
            let refused = try bonescan(["read", scan.path, "--out", report.path])
            #expect(refused.status == 1 && refused.errors.contains("--force"))
            let again = try bonescan([
                "read", scan.path, "--out", report.path, "--force", "--prior", scan.path,
            ])
            // The reading is there, and what was asked of it is not.
            #expect(again.status == 1 && again.output.contains("the earlier study is this one"))
            #expect(try Data(contentsOf: dicom.appending(path: "hot-spots.dcm")) == before)
        }
    }

    /// What cannot be told in DICOM is said, and leaves no empty folder; an empty name is a slip.
    @Test func aScanWithoutIdentityGivesAReportAlone() throws {
        try withTemporaryFolder { folder in
            var data = try Data(contentsOf: nm1)
            let study = try #require(data.range(of: Data([0x20, 0, 0x0D, 0]) + Data("UI".utf8)))
            data[study.lowerBound + 2] = 0x0C
            let scan = folder.appending(path: "scan.dcm")
            try data.write(to: scan)
            let report = folder.appending(path: "report")
            let read = try bonescan(["read", scan.path, "--out", report.path])
            #expect(read.status == 1 && read.errors.contains("no DICOM objects were written"))
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: report.path).sorted() == [
                    "report.html", "report.json", "report.pdf",
                ])
            for command in [["read", ""], ["read", scan.path, "--out", ""]] {
                let empty = try bonescan(command, in: folder)
                #expect(empty.status == 2 && empty.errors.contains("is empty"), "\(empty.errors)")
            }
        }
    }

    /// A node that does not answer, and one that cannot be: a sentence, and the report is there.
    @Test func nodesThatCannotBeReachedAreNamed() throws {
        try withTemporaryFolder { folder in
            let report = folder.appending(path: "report")
            let sent = try bonescan(["read", nm1.path, "--out", report.path, "--push", "PACS@localhost:1"])
            #expect(sent.status == 1 && sent.errors.contains("PACS@localhost:1"), "\(sent.errors)")
            #expect(FileManager.default.fileExists(atPath: report.appending(path: "report.html").path))
            let wrong = try bonescan(["read", nm1.path, "--out", report.path, "--push", "nowhere"])
            #expect(wrong.status == 2 && wrong.errors.contains("AET@host:port"), "\(wrong.errors)")
        }
    }

    /// Many studies in a folder: a bad one is named and stops no other, what is there is not read again, and what goes with
    /// one study alone is refused.
    @Test func foldersOfStudiesBecomeATable() throws {
        try withTemporaryFolder { folder in
            for (name, path) in [
                ("anterior", "scans/a"), ("posterior-other-patient", "scans/b"), ("ct", "scans/inside/c"),
                ("posterior-other-study", "scans/inside/d"),
            ] {
                let place = folder.appending(path: path)
                try FileManager.default.createDirectory(
                    at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
                try FileManager.default.copyItem(at: fixture("pydicom/scans/\(name).dcm"), to: place)
            }
            let bad = folder.appending(path: "scans/b")
            let sound = try Data(contentsOf: bad)
            try sound.dropLast(10).write(to: bad)
            for option in [["--prior", "scans/a"], ["--timings"], ["--push", "PACS@localhost:1"]] {
                let refused = try bonescan(["read", "scans"] + option, in: folder)
                #expect(refused.status == 1 && refused.output.isEmpty)
                #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["scans"])
            }

            let first = try bonescan(["read", "scans"], in: folder)
            #expect(first.status == 1)
            let lines = first.output.split(separator: "\n")
            #expect(lines.first == "3 studies: 2 read, 1 failed")
            #expect(lines.last?.hasSuffix("scans-readings/readings.csv") == true)
            #expect(first.errors.contains("left out: 1 file (no planar NM image)"))
            #expect(first.errors.contains(/(?m)^failed: scans\/b: ends inside/), "\(first.errors)")

            try sound.write(to: bad)
            let second = try bonescan(["read", "scans/", "--workers", "1"], in: folder)
            #expect(second.status == 0, "\(second.errors)")
            #expect(second.output.hasPrefix("3 studies: 1 read, 2 there already\n"))
            let table = try String(
                contentsOf: folder.appending(path: "scans-readings/readings.csv"), encoding: .utf8)
            #expect(table.split(separator: "\r\n").count == 4)
            let third = try bonescan(["read", "scans", "--force"], in: folder)
            #expect(third.output.hasPrefix("3 studies: 3 read\n"))
        }
    }

    /// A folder with one study, however deep, is read as its files would be.
    @Test func aFolderOfOneStudyIsOneReading() throws {
        try withTemporaryFolder { folder in
            let place = folder.appending(path: "scans/series")
            try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
            for view in ["anterior", "posterior"] {
                try FileManager.default.copyItem(
                    at: fixture("pydicom/scans/\(view).dcm"), to: place.appending(path: view))
            }
            let read = try bonescan(["read", "scans"], in: folder)
            #expect(read.status == 0, "\(read.errors)")
            #expect(read.output.hasSuffix("scans-report/report.html\n"))
        }
    }
}

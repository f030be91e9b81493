import DICOM
import Figures
import Foundation
import Phantoms
import Scintigraphy
import Statistics
import Synchronization
import TestSupport
import Testing
import Torch

@testable import Reading

/// Many studies, each in a folder of its own, and a table of all.
@Suite struct ReadingCohortTests {
    /// Three studies: both views of a patient, another study of the same, one of another patient.
    private static let scans = [
        ("anterior", "a/anterior.dcm"), ("posterior", "a/posterior.dcm"),
        ("posterior-other-study", "b/posterior.dcm"), ("posterior-other-patient", "c/posterior.dcm"),
    ]

    private static func withScans(_ body: (_ scans: URL, _ out: URL) throws -> Void) throws {
        try withTemporaryFolder { folder in
            let scans = folder.appending(path: "scans")
            for (name, path) in Self.scans {
                let place = scans.appending(path: path)
                try FileManager.default.createDirectory(
                    at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
                try FileManager.default.copyItem(at: fixture("pydicom/scans/\(name).dcm"), to: place)
            }
            try body(scans, folder.appending(path: "out"))
        }
    }

    private static func read(
        _ scans: URL, to out: URL, again: Bool = false, seed: UInt64 = 1, workers: Int = 2,
        models: @Sendable ([View]) -> ReadingModels = { _ in ReadingModels(without: "none were given") },
        shouldStop: @Sendable () -> Bool = { false },
        deliver: @Sendable ([URL]) throws -> Void = { _ in }
    ) throws -> [ReadingCohort.Outcome]? {
        var settings = ReadingSettings()
        settings.seed = seed
        return try ReadingCohort(
            try StudySearch([scans], leavingOut: Reading.isResult).studies, in: out, software: "test 1",
            version: "1", settings: settings
        ).read(workers: workers, again: again, models: models, shouldStop: shouldStop, deliver: deliver)
    }

    private static func folders(_ out: URL) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: out.path).filter { $0 != "readings.csv" }.sorted()
    }

    /// The table's cells by the names of its columns.
    private static func table(_ out: URL) throws -> [[String: String]] {
        let table = try CSVTable(
            String(contentsOf: out.appending(path: "readings.csv"), encoding: .utf8))
        let names = try #require(table.rows.first?.cells)
        return table.rows.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(names, $0.cells)) }
    }

    /// A row and a folder for each, in whose place nothing half-written lies; the second time nothing is read again; a
    /// reading by other settings, or of other files, is.
    @Test func whatIsThereIsNotReadAgain() throws {
        try Self.withScans { scans, out in
            #expect(try Self.read(scans, to: out) == [.read, .read, .read])
            let folders = try Self.folders(out)
            #expect(folders.count == 3 && folders.allSatisfy { !$0.hasPrefix(".") })
            let rows = try Self.table(out)
            #expect(rows.map { $0["reading"] ?? "" }.sorted() == folders)
            #expect(rows.allSatisfy { $0["error"] == "" && $0["quality"] == "fail" })
            let both = try #require(rows.first { $0["source"]?.contains("; ") == true })
            #expect(Int(both["anterior_counts"] ?? "") != nil && Int(both["posterior_counts"] ?? "") != nil)
            #expect(both["left_out"]?.contains("segmentation: none were given") == true)

            #expect(try Self.read(scans, to: out) == [.kept, .kept, .kept])
            #expect(try Self.table(out) == rows)
            #expect(try Self.read(scans, to: out, again: true) == [.read, .read, .read])
            #expect(try Self.read(scans, to: out, seed: 2) == [.read, .read, .read])
            let file = scans.appending(path: "c/posterior.dcm")
            var data = try Data(contentsOf: file)
            data[data.count - 2] ^= 1  // a pixel
            try data.write(to: file)
            let outcomes = try Self.read(scans, to: out, seed: 2)
            #expect(outcomes?.count { $0 == .kept } == 2, "\(outcomes ?? [])")
            #expect(try Self.folders(out) == folders)
        }
    }

    /// A reading of which an object is missing is made again; what the user has put beside it stays.
    @Test func whatWasLeftOutIsTriedAgain() throws {
        try Self.withScans { scans, out in
            _ = try Self.read(scans, to: out)
            let place = out.appending(path: try #require(try Self.folders(out).first))
            try Data("regions.dcm was not written".utf8).write(to: place.appending(path: "left-out.txt"))
            try Data("mine".utf8).write(to: place.appending(path: "notes.txt"))
            try Data("mine".utf8).write(to: place.appending(path: "dicom/mine.txt"))
            let outcomes = try #require(try Self.read(scans, to: out))
            #expect(outcomes.count { $0 == .kept } == 2 && outcomes.count { $0 == .read } == 1)
            #expect(place.appending(path: "left-out.txt").kind == .absent)
            for name in ["notes.txt", "dicom/mine.txt"] {
                #expect(try Data(contentsOf: place.appending(path: name)) == Data("mine".utf8))
            }
            #expect(try Self.read(scans, to: out) == [.kept, .kept, .kept])
        }
    }

    /// One bad file of a study is that study's failure, and no other's; mended, it is read as the others were.
    @Test func badFilesStopNoOthers() throws {
        try Self.withScans { scans, out in
            let file = scans.appending(path: "a/posterior.dcm")
            let sound = try Data(contentsOf: file)
            try sound.dropLast(100).write(to: file)
            let outcomes = try #require(try Self.read(scans, to: out))
            #expect(outcomes.count { $0 == .read } == 2)
            let reason = try #require(outcomes.compactMap(\.reason).first)
            #expect(reason.contains("a/posterior.dcm") && reason.contains("ends inside"))
            #expect(outcomes.summary == "3 studies: 2 read, 1 failed")
            let failed = try #require(try Self.table(out).first { $0["error"] != "" })
            #expect(failed["error"] == reason && failed["quality"] == "" && failed["reading"] == "")
            #expect(failed["source"]?.contains("a/anterior.dcm") == true)
            #expect(try Self.folders(out).count == 2)
            try sound.write(to: file)
            let mended = try #require(try Self.read(scans, to: out))
            #expect(mended.count { $0 == .kept } == 2 && mended.count { $0 == .read } == 1)
        }
    }

    /// Asked to stop, it leaves whole studies, no table, and nothing else.
    @Test func anInterruptedRunGoesOn() throws {
        try Self.withScans { scans, out in
            let asked = Atomic(0)
            let stopped = try Self.read(
                scans, to: out, workers: 1,
                shouldStop: { asked.wrappingAdd(1, ordering: .relaxed).newValue > 1 })
            #expect(stopped == nil)
            #expect(try Self.folders(out).count == 1)
            #expect(out.appending(path: "readings.csv").kind == .absent)
            let outcomes = try #require(try Self.read(scans, to: out))
            #expect(outcomes.count { $0 == .kept } == 1 && outcomes.count { $0 == .read } == 2)
            // Another seed's readings and an earlier table would not belong together.
            asked.store(0, ordering: .relaxed)
            let other = try Self.read(
                scans, to: out, seed: 2, workers: 1,
                shouldStop: { asked.wrappingAdd(1, ordering: .relaxed).newValue > 1 })
            #expect(other == nil && out.appending(path: "readings.csv").kind == .absent)
        }
    }

    /// Two studies of one patient on one day are two readings, and keep their folders when the first of them goes.
    @Test func studiesOfOneDayHaveFoldersOfTheirOwn() throws {
        try Self.withScans { scans, out in
            _ = try Self.read(scans, to: out)
            let rows = try Self.table(out)
            let twins = Dictionary(grouping: rows) { "\($0["patient_id"] ?? "") \($0["study_date"] ?? "")" }
                .values.first { $0.count == 2 }
            let names = try #require(twins).map { $0["reading"] ?? "" }
            #expect(names[1] == names[0] + "-2")
            let first = try #require(twins?[0]["source"]?.split(separator: "; ").first)
            let gone = scans.appending(path: first.contains("/a/") ? "a" : "b")
            try FileManager.default.removeItem(at: gone)
            #expect(try Self.read(scans, to: out) == [.kept, .kept])
            #expect(try Self.table(out).contains { $0["reading"] == names[1] })
        }
    }

    /// Earlier results inside the searched folder are no studies, and another's table is not replaced.
    @Test func resultsAreNotReadAndStrangersNotReplaced() throws {
        try Self.withScans { scans, _ in
            let out = scans.appending(path: "out")
            #expect(try Self.read(scans, to: out)?.count == 3)
            #expect(try Self.read(scans, to: out) == [.kept, .kept, .kept])
            let table = out.appending(path: "readings.csv")
            try Data("mine,yours\n".utf8).write(to: table)
            #expect(throws: ReadingError.self) { try Self.read(scans, to: out) }
            #expect(try Data(contentsOf: table) == Data("mine,yours\n".utf8))
        }
    }

    /// Each study's objects are handed on, also of readings that were there; what goes wrong there is that study's failure.
    @Test func resultsAreDelivered() throws {
        try Self.withScans { scans, out in
            _ = try Self.read(scans, to: out)
            let delivered = Mutex<[URL]>([])
            let outcomes = try Self.read(
                scans, to: out,
                deliver: { files in
                    guard files.allSatisfy({ $0.kind == .file }) else { return }
                    try delivered.withLock {
                        $0 += files
                        if $0.count == files.count { throw ReadingError("the node is asleep") }
                    }
                })
            #expect(outcomes?.count { $0 == .kept } == 2)
            #expect(outcomes?.compactMap(\.reason).first?.contains("the node is asleep") == true)
            #expect(delivered.withLock { $0.count { $0.lastPathComponent == "report.dcm" } } == 3)
        }
    }

    /// report.json, but for when it was made and how long that took.
    private static func lines(_ report: Report) throws -> [String] {
        String(decoding: try report.json(), as: UTF8.self).split(separator: "\n").map(String.init)
            .filter { !$0.contains("\"seconds\"") && !$0.contains("\"created\"") }
    }

    /// By the shipped models, two at a time: the same as each read alone, but for the seconds.
    @Test func twoAtATimeAreAsOne() throws {
        try withTemporaryFolder { folder in
            let (scans, out) = (folder.appending(path: "scans"), folder.appending(path: "out"))
            try FileManager.default.createDirectory(at: scans, withIntermediateDirectories: true)
            var plan = try CohortPlan(seed: 77, indices: 1...2)
            plan.disease = try DiseaseOptions(metastases: 0.95)
            let simulator = Simulator(plan: plan, skeleton: try Skeleton(folder: installed("skeleton")))
            for index in 1...2 {
                var generator = SeededGenerator(seed: UInt64(index))
                let scan = try simulator.scan(simulator.patient(index), software: "test").scan
                    .mapImages { try $0.thinned(fraction: 0.2, using: &generator) }
                try SimulatedImage(
                    scan, of: .wholeBody, identity: ["\(index)"], softwareVersion: "1"
                ).write(to: scans.appending(path: "\(index).dcm"), overwriting: false)
            }
            try loadTorch()
            let place = repository.appending(path: "Models")
            let models = try ModelFolder(named: place, environment: [:], program: place)
            let outcomes = try Self.read(
                scans, to: out,
                models: { views in
                    try? loadTorch(threads: 1)
                    return ReadingModels(models, for: views)
                })
            #expect(outcomes == Array(repeating: .read, count: 2))
            for row in try Self.table(out) {
                let report = try Report(
                    json: Data(contentsOf: out.appending(path: "\(row["reading"] ?? "")/report.json")))
                let source = try DICOMScan([report.sources[0].file])
                let alone = try ScanReader(software: "test 1").read(
                    source.scan, sources: source.sources, models: ReadingModels(models), at: newYear
                ).report
                let (one, other) = (try Self.lines(alone), try Self.lines(report))
                #expect(one.difference(from: other).map { "\($0)" } == [])
                #expect(row["bone_scan_index"] == report.findings.index.map { "\($0.percent.value)" })
                #expect(row["hot_spots"] == report.findings.hotSpots.map { "\($0.count)" })
                #expect(row["restored"] == "1")
            }
        }
    }
}

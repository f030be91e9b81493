public import DICOM
import Figures
public import Foundation
public import Scintigraphy

/// Many studies, each read by itself into a folder of its own, and readings.csv with a row for each.
///
/// A study that cannot be read stops no other. A study's folder appears when it is whole, so that a run which was
/// interrupted can be repeated: what is there is not read again where files, models, settings and software are the same.
public struct ReadingCohort: Sendable {
    /// Where the folders of all studies and the table lie.
    public let folder: URL
    /// What the table is called.
    public static let tableName = "readings.csv"

    private let studies: [CohortStudy]
    private let reader: ScanReader
    private let version: String
    private let settings: ReadingSettings
    private let lock: FolderLock

    /// Prepares the folder; nobody else can write into it as long as this lives.
    ///
    /// - Parameters:
    ///   - studies: those that were found.
    ///   - folder: is made if its own folder exists. What else is in it is left alone.
    ///   - software: name and version of the program.
    ///   - version: the latter alone.
    ///   - settings: those of every reading.
    /// - Throws: one sentence, where the folder cannot be used.
    public init(
        _ studies: [FoundStudy], in folder: URL, software: String, version: String,
        settings: ReadingSettings = ReadingSettings()
    ) throws {
        guard folder.kind != .file else {
            throw ReadingError("\(folder.path) is a file; give the name of a folder for the readings")
        }
        let table = folder.appending(path: Self.tableName)
        if table.kind != .absent {
            let isOurs = (try? String(contentsOf: table, encoding: .utf8))?.hasPrefix(Self.tableStart) == true
            guard isOurs else {
                throw ReadingError("\(table.path) is no table of readings; give another folder")
            }
        }
        lock = try FolderLock(making: folder, for: folder)
        self.studies = CohortStudy.named(studies, in: folder)
        (self.folder, self.version, self.settings) = (folder, version, settings)
        reader = ScanReader(software: software)
    }

    private static let tableStart = ReadingRow.columns.prefix(2).joined(separator: ",")

    /// What became of a study.
    public enum Outcome: Equatable, Sendable {
        /// It was read.
        case read
        /// Its reading was there.
        case kept
        /// For this reason, in a sentence that names its files. Its report may be there all the same.
        case failed(String)
    }

    /// Reads the studies, and when all are done writes the table.
    ///
    /// - Parameters:
    ///   - workers: how many are read at a time. Memory is as much as so many readings take, however many studies there are.
    ///   - again: whether what is there is read again, too.
    ///   - models: loads, for scans of these views, what a worker asks, on that worker's own thread.
    ///   - shouldStop: asked before each study.
    ///   - deliver: takes each study's DICOM objects, such as to another node; what it throws is that study's failure.
    ///   - tell: told of each study what became of it.
    /// - Returns: what became of all, in their order; `nil` where it was asked to stop.
    /// - Throws: one sentence, where the table cannot be written.
    public func read(
        workers: Int, again: Bool = false, models: @Sendable ([View]) -> ReadingModels,
        shouldStop: @Sendable () -> Bool = { false },
        deliver: @Sendable (_ files: [URL]) throws -> Void = { _ in },
        tell: @Sendable (Outcome) -> Void = { _ in }
    ) throws -> [Outcome]? {
        let done = try inParallel(
            studies.count, workers: workers, each: { [[View]: ReadingModels]() }, shouldStop: shouldStop
        ) { loaded, turn in
            let study = studies[turn]
            var report: Report?
            var outcome: Outcome
            do {
                outcome = try read(study, again: again, report: &report) { views in
                    let asked = loaded[views] ?? models(views)
                    loaded[views] = asked
                    return asked
                }
                let objects = Reading.results(in: place(of: study))
                if !objects.isEmpty { try deliver(objects) }
            } catch let error as DICOMError {  // it names its file
                outcome = .failed("\(error)")
            } catch {
                outcome = .failed("\(study.source): \(error)")
            }
            tell(outcome)
            return (outcome, ReadingRow(study, report, error: outcome.reason))
        }
        guard done.count == studies.count else { return nil }
        let table = Table("", columns: ReadingRow.columns, rows: done.map(\.1.cells))
        try NewFiles([(folder.appending(path: Self.tableName), Data(table.csv.utf8))]).write(
            overwriting: true)
        return done.map(\.0)
    }

    private func place(of study: CohortStudy) -> URL {
        folder.appending(path: study.name, directoryHint: .isDirectory)
    }

    /// Reads a study into its folder, in place of what an earlier reading of it has left there, or keeps that one where it
    /// was made in the same way.
    ///
    /// - Parameters:
    ///   - report: the one that lies in the folder afterwards, also where something could not be told in DICOM, which is
    ///     this study's failure and is tried again in the next run.
    ///   - models: gives what is asked of scans of these views.
    private func read(
        _ study: CohortStudy, again: Bool, report: inout Report?, models: ([View]) -> ReadingModels
    ) throws -> Outcome {
        let scan = try study.found.read()
        let asked = models(scan.scan.images.map(\.view))
        let record = try ReadingRecord(
            study.found, software: reader.software, settings: settings, models: asked
        ).data()
        if !again, let earlier = earlier(record, of: study) {
            report = earlier
            return .kept
        }
        let whole = try NewFolder(place(of: study), plan: (ReadingRecord.file, record), overwriting: true)
        let reading = try reader.read(
            scan.scan, sources: scan.sources, models: asked, settings: settings, at: .now)
        let part = try whole.place(of: Report.jsonName).deletingLastPathComponent()
        let written = try reading.write(to: part, of: scan, version: version, overwriting: true)
        if !written.leftOut.isEmpty {
            try whole.write(
                Data((written.leftOut.joined(separator: "\n") + "\n").utf8), to: Self.leftOutName)
        }
        try keepOthers(beside: study, in: part)
        // Until all are read, a table of earlier readings would be a wrong one.
        try? FileManager.default.removeItem(at: folder.appending(path: Self.tableName))
        try whole.publish()
        report = reading.report
        return written.leftOut.isEmpty
            ? .read : .failed("\(study.source): \(written.leftOut.joined(separator: "; "))")
    }

    /// The file beside a report that says which objects are missing.
    private static let leftOutName = "left-out.txt"

    /// What the user has put beside an earlier reading, or among its DICOM objects, stays there.
    private func keepOthers(beside study: CohortStudy, in part: URL) throws {
        let place = place(of: study)
        try Self.copy(
            from: place, to: part,
            except: Set(Report.fileNames + [Reading.resultFolder, ReadingRecord.file, Self.leftOutName]))
        try Self.copy(
            from: place.appending(path: Reading.resultFolder), to: part.appending(path: Reading.resultFolder),
            except: Reading.resultNames)
    }

    private static func copy(from old: URL, to new: URL, except own: Set<String>) throws {
        let manager = FileManager.default
        for name in (try? manager.contentsOfDirectory(atPath: old.path)) ?? [] where !own.contains(name) {
            try manager.createDirectory(at: new, withIntermediateDirectories: true)
            let copy = new.appending(path: name)
            // Of a run that was ended while it copied, there may be a part.
            if copy.kind != .absent { try manager.removeItem(at: copy) }
            try manager.copyItem(at: old.appending(path: name), to: copy)
        }
    }

    /// The report of a whole reading that was made in the same way.
    private func earlier(_ record: Data, of study: CohortStudy) -> Report? {
        let place = place(of: study)
        guard (try? Data(contentsOf: place.appending(path: ReadingRecord.file))) == record,
            place.appending(path: Self.leftOutName).kind == .absent, Reading.hasAllResults(place)
        else { return nil }
        return try? Report(json: Data(contentsOf: place.appending(path: Report.jsonName)))
    }
}

extension ReadingCohort.Outcome {
    /// Why it failed.
    public var reason: String? { if case .failed(let reason) = self { reason } else { nil } }
}

extension [ReadingCohort.Outcome] {
    /// As in “60 studies: 57 read, 2 there already, 1 failed”.
    public var summary: String {
        let failures = count { $0.reason != nil }
        let parts = [
            (count { $0 == .read }, "read"), (count { $0 == .kept }, "there already"), (failures, "failed"),
        ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
        return "\(count) studies: \(parts.joined(separator: ", "))"
    }
}

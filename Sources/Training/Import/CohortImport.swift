import DICOM
public import Figures
public import Foundation
public import Scintigraphy

/// Makes a cohort out of a collection of pictures: a DICOM file for each, and cohort.csv.
///
/// A patient is left out whose pictures cannot be read or are not of one size, and one who has a picture that an earlier
/// patient has: whoever is judged must not have been learnt from under another name.
public struct CohortImport: Sendable {
    private let collection: PictureCollection
    private let spacing: PixelSpacing?
    private let software: (name: String, version: String)

    /// An import of this collection, by this version of the program.
    ///
    /// - Parameters:
    ///   - collection: whose pictures.
    ///   - spacing: the size of a pixel; `nil` where it is not known.
    ///   - name: the program with its version, for the record.
    ///   - version: its version alone, for the DICOM files.
    public init(
        _ collection: PictureCollection, spacing: PixelSpacing?, software name: String, version: String
    ) {
        self.collection = collection
        self.spacing = spacing
        software = (name, version)
    }

    /// The file that the plan is kept in.
    public static let planFile = "import.json"
    /// The table of who was left out, and why; it is there where anybody was.
    public static let skippedFile = "left-out.csv"

    /// What decides all that the folder will hold, as that file's bytes.
    public func planData() throws -> Data {
        let lines = collection.patients.map { patient in
            ([patient.name] + View.allCases.map { patient.files[$0]?.path ?? "" } + patient.cells).joined(
                separator: "\0")
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let plan = Plan(
            notice: "Research use only.", software: software.name, source: collection.url.path,
            layout: collection.layout, pixelMillimetres: spacing?.rowMillimetres,
            patients: collection.patients.count,
            listing: SHA256.digest(of: Data(lines.joined(separator: "\n").utf8)))
        return try encoder.encode(plan) + Data("\n".utf8)
    }

    private struct Plan: Encodable {
        let notice, software, source: String
        let layout: PictureCollection.Layout
        let pixelMillimetres: Double?
        let patients: Int
        /// The digest of who has which pictures and cells.
        let listing: String
    }

    /// What became of a collection.
    public struct Outcome: Sendable {
        /// How many patients are in the cohort.
        public let imported: Int
        /// How many of them have a picture that is a display, not counts.
        public let displays: Int
        /// How many of them have an answer to whether they are abnormal.
        public let answered: Int
        /// Who and what was left out.
        public let skipped: [SkippedPatient]
    }

    /// Imports the patients, `workers` at a time, and then writes the table of them.
    ///
    /// - Parameters:
    ///   - folder: where their files go.
    ///   - unreadable: what to do with those who cannot be imported.
    ///   - workers: how many are imported at a time; each holds a patient's pictures.
    ///   - shouldStop: asked before each patient.
    ///   - advance: told after each patient.
    /// - Throws: what stopped it; or that no patient at all could be imported. Nothing is left in the folder then.
    /// - Returns: `nil` where it was asked to stop.
    public func make(
        in folder: NewFolder, unreadable: UnreadablePatients, workers: Int,
        shouldStop: @escaping @Sendable () -> Bool, advance: @escaping @Sendable () -> Void
    ) throws -> Outcome? {
        if unreadable == .refused, let first = collection.skipped.first {
            throw TrainingError("\(first.name): \(first.reason)")
        }
        let patients = collection.patients
        var isWhole = false
        defer {
            // Nothing is gone on with: an import takes minutes at most.
            if !isWhole {
                let tables = [CohortFolder.tableName, Self.skippedFile]
                for name in patients.map(\.name) + tables { try? folder.remove(name) }
            }
        }
        let results = try inParallel(patients.count, workers: workers, shouldStop: shouldStop) { turn in
            defer { advance() }
            let result = Result { try write(patients[turn], in: folder) }
            if case .failure(let error) = result {
                if error is FigureError { throw error }
                guard unreadable == .skipped else { throw TrainingError("\(patients[turn].name): \(error)") }
            }
            return result
        }
        guard results.count == patients.count else { return nil }
        let outcome = try finish(results, in: folder, unreadable)
        isWhole = true
        return outcome
    }

    /// What was written of a patient.
    private struct Imported {
        let files: [String]
        let hashes: [(view: View, hash: String)]
        let isDisplay: Bool
    }

    /// Throws a `FigureError` where nothing can be written, something else where the pictures are at fault.
    private func write(_ patient: PicturedPatient, in folder: NewFolder) throws -> Imported {
        try folder.remove(patient.name)  // of a run that was killed
        let pictures = try View.allCases.compactMap { view in
            try patient.files[view].map { (view: view, picture: try Picture($0)) }
        }
        if let first = pictures.first?.picture, let last = pictures.last?.picture, pictures.count == 2 {
            guard first.rows == last.rows, first.columns == last.columns else {
                throw TrainingError(
                    "\(last.url.path) has \(last.rows) × \(last.columns) pixels, \(first.url.path) \(first.rows) × "
                        + "\(first.columns); give both views in one size")
            }
            guard first.pixelHash != last.pixelHash else {
                throw TrainingError("\(last.url.path) is the same picture as \(first.url.path)")
            }
        }
        let hashes = pictures.map(\.picture.pixelHash)
        let files = try pictures.map { view, picture in
            let file = "\(patient.name)/\(view.rawValue).dcm"
            let image = ImportedImage(
                picture, of: view, patient: patient.name, identity: hashes, spacing: spacing,
                softwareVersion: software.version)
            let place = try folder.place(of: file)
            do { try image.write(to: place, overwriting: true) } catch { throw FigureError("\(error)") }
            return file
        }
        return Imported(
            files: files, hashes: pictures.map { ($0.view, $0.picture.pixelHash) },
            isDisplay: pictures.contains { !$0.picture.holdsCounts })
    }

    /// Leaves out whose picture another has, and writes the tables.
    private func finish(
        _ results: [Result<Imported, any Error>], in folder: NewFolder, _ unreadable: UnreadablePatients
    ) throws -> Outcome {
        var skipped = collection.skipped
        var rows: [[String]] = []
        var owners: [String: (patient: String, view: View)] = [:]
        var displays = 0
        for (patient, result) in zip(collection.patients, results) {
            func leaveOut(_ reason: String) throws {
                try folder.remove(patient.name)
                skipped.append(SkippedPatient(name: patient.name, reason: reason))
            }
            let imported: Imported
            switch result {
            case .success(let value): imported = value
            case .failure(let error):
                try leaveOut("\(error)")
                continue
            }
            if let (view, hash) = imported.hashes.first(where: { owners[$0.hash] != nil }),
                let owner = owners[hash]
            {
                let reason =
                    "the \(view.rawValue) picture is the \(owner.view.rawValue) one of \(owner.patient), too: the same "
                    + "scan under two names"
                guard unreadable == .skipped else { throw TrainingError("\(patient.name): \(reason)") }
                try leaveOut(reason)
                continue
            }
            for (view, hash) in imported.hashes { owners[hash] = (patient.name, view) }
            if imported.isDisplay { displays += 1 }
            rows.append([patient.name, imported.files.joined(separator: ";")] + patient.cells)
        }
        guard !rows.isEmpty else {
            throw TrainingError(
                "\(collection.url.path): none of \(results.count) patients can be imported"
                    + (skipped.first.map { "; \($0.name): \($0.reason)" } ?? ""))
        }
        let table = Table("", columns: ["patient", "files"] + collection.columns, rows: rows)
        try folder.write(Data(table.csv.utf8), to: CohortFolder.tableName)
        if !skipped.isEmpty {
            let table = Table("", columns: ["name", "reason"], rows: skipped.map { [$0.name, $0.reason] })
            try folder.write(Data(table.csv.utf8), to: Self.skippedFile)
        } else {
            try folder.remove(Self.skippedFile)
        }
        let answers = table.columns.firstIndex(of: "abnormal")
        return Outcome(
            imported: rows.count, displays: displays,
            answered: answers.map { column in rows.count { !$0[column].isEmpty } } ?? 0, skipped: skipped)
    }
}

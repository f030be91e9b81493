import Figures
import Foundation

/// What the lines of cohort.csv say.
struct CohortTable {
    private let header: [String]
    private let rows: [CSVTable.Row]

    /// Throws where a column is missing or named twice, or a line has too many or too few cells.
    init(_ table: CSVTable) throws(TrainingError) {
        guard let first = table.rows.first else {
            throw TrainingError(
                "the table is empty; its first line names the columns, patient and files among them")
        }
        let header = first.cells.map { $0.lowercased() }
        for column in ["patient", "files"] where !header.contains(column) {
            throw TrainingError(
                "the first line names no column “\(column)”, only \(header.joined(separator: ", "))")
        }
        if let twice = header.first(where: { name in header.count { $0 == name } > 1 }) {
            throw TrainingError(
                "the first line names the column “\(twice)” twice; give each a name of its own")
        }
        rows = Array(table.rows.dropFirst())
        for row in rows where row.cells.count != header.count {
            throw TrainingError(
                "line \(row.line) has \(row.cells.count) cells, the first line \(header.count); put cells that hold "
                    + "commas in quotes")
        }
        self.header = header
    }

    /// The patients, checked against each other; paths are those inside `folder`.
    func patients(in folder: URL) throws(TrainingError) -> [CohortPatient] {
        guard !rows.isEmpty else { throw TrainingError("it names no patient; write a line for each") }
        var patients: [CohortPatient] = []
        var lines: [String: (line: Int, part: Part?)] = [:]
        var owners: [URL: String] = [:]
        for row in rows {
            let patient = try patient(row, in: folder)
            if let earlier = lines[patient.name] {
                throw Self.twice(patient, earlier, row.line)
            }
            lines[patient.name] = (row.line, patient.part)
            for file in patient.files {
                if let owner = owners.updateValue(patient.name, forKey: file.standardizedFileURL) {
                    throw TrainingError(
                        "line \(row.line): \(file.path) belongs to \(owner) already; a scan is one patient's")
                }
            }
            patients.append(patient)
        }
        return patients
    }

    private func patient(_ row: CSVTable.Row, in folder: URL) throws(TrainingError) -> CohortPatient {
        var cells = Dictionary(uniqueKeysWithValues: zip(header, row.cells))
        func take(_ column: String) -> String { cells.removeValue(forKey: column) ?? "" }
        let name = take("patient")
        guard !name.isEmpty else { throw TrainingError("line \(row.line) names no patient") }
        let files = take("files").split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }
            .filter { !$0.isEmpty }
        guard !files.isEmpty else { throw TrainingError("line \(row.line) names no files of \(name)") }
        return CohortPatient(
            name: name,
            files: files.map { $0.hasPrefix("/") ? URL(filePath: $0) : folder.appending(path: $0) },
            isAbnormal: try Self.label(take("abnormal"), "abnormal", row.line),
            isMalignant: try Self.label(take("malignant"), "malignant", row.line),
            part: try Self.part(take("split"), row.line), others: cells)
    }

    /// A cell of the column `abnormal` or `malignant`.
    static func label(_ text: String, _ column: String, _ line: Int) throws(TrainingError) -> Bool? {
        switch text.lowercased() {
        case "1", "true", "yes": return true
        case "0", "false", "no": return false
        case "": return nil
        default: throw TrainingError("line \(line): \(column) is “\(text)”; write 1, 0 or nothing")
        }
    }

    /// A cell of the column `split`.
    static func part(_ text: String, _ line: Int) throws(TrainingError) -> Part? {
        if text.isEmpty { return nil }
        guard let part = Part(rawValue: text.lowercased()) else {
            throw TrainingError(
                "line \(line): split is “\(text)”; write training, validation, test or nothing")
        }
        return part
    }

    private static func twice(
        _ patient: CohortPatient, _ earlier: (line: Int, part: Part?), _ line: Int
    ) -> TrainingError {
        if let part = patient.part, let other = earlier.part, part != other {
            return TrainingError(
                "\(patient.name) is in \(other.rawValue) on line \(earlier.line) and in \(part.rawValue) on line "
                    + "\(line); a patient belongs to one part, with all images")
        }
        return TrainingError(
            "\(patient.name) is on line \(earlier.line) and again on line \(line); put all of a patient's files on one"
        )
    }
}

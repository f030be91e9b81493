import Figures
import Foundation
import Scintigraphy

/// images.csv: a line for each patient with the columns `patient`, `anterior` and `posterior`, of which one may be empty or
/// missing; all others go to cohort.csv as they are.
struct PictureTable {
    static let name = "images.csv"

    private let folder: URL
    private let header: [String]
    private let rows: [CSVTable.Row]

    /// Throws where the table cannot be read, lacks a column, or a line has too many or too few cells.
    init(in folder: URL) throws(TrainingError) {
        let file = folder.appending(path: Self.name)
        guard let data = try? Data(contentsOf: file) else {
            throw TrainingError("\(file.path) cannot be read; check its permissions")
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            throw TrainingError("\(file.path) is not text in UTF-8; save it as “CSV UTF-8”")
        }
        let all: [CSVTable.Row]
        do { all = try CSVTable(text).rows } catch { throw TrainingError("\(file.path): \(error)") }
        header = all.first?.cells.map { $0.lowercased() } ?? []
        rows = Array(all.dropFirst())
        self.folder = folder
        guard header.contains("patient"), header.contains("anterior") || header.contains("posterior")
        else {
            throw error(
                "the first line names the columns, at least patient and one of anterior and posterior")
        }
        guard !header.contains("files") else {
            throw error("the column “files” is what cohort.csv gets; rename it")
        }
        if let twice = header.first(where: { name in header.count { $0 == name } > 1 }) {
            throw error("the first line names the column “\(twice)” twice; give each a name of its own")
        }
        for row in rows where row.cells.count != header.count {
            throw error(
                "line \(row.line) has \(row.cells.count) cells, the first line \(header.count); put cells that hold "
                    + "commas in quotes")
        }
    }

    /// The patients, checked against each other.
    func pictures() throws(TrainingError) -> FoundPictures {
        var found = FoundPictures()
        found.columns = header.filter { !["patient", "anterior", "posterior"].contains($0) }
        var lines: [String: Int] = [:]
        for row in rows {
            let cells = Dictionary(uniqueKeysWithValues: zip(header, row.cells))
            guard let name = cells["patient"], !name.isEmpty else {
                throw error("line \(row.line) names no patient")
            }
            if let earlier = lines.updateValue(row.line, forKey: name) {
                throw error(
                    "\(name) is on line \(earlier) and again on line \(row.line); put both views on one")
            }
            var files: [View: URL] = [:]
            for view in View.allCases {
                guard let path = cells[view.rawValue], !path.isEmpty else { continue }
                files[view] = path.hasPrefix("/") ? URL(filePath: path) : folder.appending(path: path)
            }
            guard !files.isEmpty else { throw error("line \(row.line) names no picture of \(name)") }
            try checkAnswers(cells, row.line)
            found.patients.append(
                PicturedPatient(name: name, files: files, cells: found.columns.map { cells[$0] ?? "" }))
        }
        guard !found.patients.isEmpty else { throw error("it names no patient; write a line for each") }
        return found
    }

    /// Throws where a cell is none that a cohort's table may have.
    private func checkAnswers(_ cells: [String: String], _ line: Int) throws(TrainingError) {
        do {
            for column in ["abnormal", "malignant"] {
                _ = try CohortTable.label(cells[column] ?? "", column, line)
            }
            _ = try CohortTable.part(cells["split"] ?? "", line)
        } catch { throw self.error("\(error)") }
    }

    private func error(_ sentence: String) -> TrainingError {
        TrainingError("\(folder.appending(path: Self.name).path): \(sentence)")
    }
}

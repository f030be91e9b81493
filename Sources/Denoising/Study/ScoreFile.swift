import Figures
import Foundation
import Scintigraphy
import Training

/// Scores as CSV, a row each, numbers in full.
enum ScoreFile {
    static func data(_ scores: [Score]) -> Data {
        let rows = scores.map { score in
            [score.patient, score.view.rawValue, "\(score.level.fraction)", "\(score.number)"]
                + Measure.allCases.map { measure in score.values[measure].map { "\($0)" } ?? "" }
        }
        return Data(Table("", columns: columns, rows: rows).csv.utf8)
    }

    /// Throws, naming the file, where it is not one that ``data(_:)`` makes.
    static func scores(_ data: Data, name: String) throws(TrainingError) -> [Score] {
        let lines = String(decoding: data, as: UTF8.self).components(separatedBy: "\r\n").dropLast()
        let scores = lines.dropFirst().map(score)
        guard lines.first == columns.joined(separator: ","), scores.allSatisfy({ $0 != nil }) else {
            throw TrainingError("\(name) is broken; remove it and repeat the command, which makes it again")
        }
        return scores.compactMap(\.self)
    }

    private static func score(_ line: String) -> Score? {
        let cells = line.components(separatedBy: ",")
        let numbers = cells.suffix(columns.count - 1).map(\.self)
        guard numbers.count == columns.count - 1, let view = View(rawValue: numbers[0]),
            let fraction = Double(numbers[1]), let level = try? CountLevel(fraction: fraction),
            let number = Int(numbers[2])
        else { return nil }
        var values: [Measure: Double] = [:]
        for (measure, cell) in zip(Measure.allCases, numbers.dropFirst(3)) where !cell.isEmpty {
            guard let value = Double(cell) else { return nil }
            values[measure] = value
        }
        // The only cell that may hold commas, and quotes then.
        let patient = cells.dropLast(numbers.count).joined(separator: ",")
        let isQuoted = patient.hasPrefix("\"")
        let name = isQuoted ? String(patient.dropFirst().dropLast()).replacing("\"\"", with: "\"") : patient
        return Score(patient: name, view: view, level: level, number: number, values: values)
    }

    private static let columns =
        ["patient", "view", "fraction", "realisation"] + Measure.allCases.map(\.rawValue)
}

import Figures
import Foundation
import Scintigraphy
import Training

/// The scores of one method on one frame, as CSV: a row for each realisation, numbers in full.
struct ScoreFile: Sendable {
    let frame: Frame

    func data(_ scores: [Score]) -> Data {
        let rows = scores.map { score in
            owner + ["\(score.level.fraction)", "\(score.number)"]
                + Measure.allCases.map { measure in score.values[measure].map { "\($0)" } ?? "" }
        }
        return Data(Table("", columns: Self.columns, rows: rows).csv.utf8)
    }

    /// Throws, naming the file, where it is not one that ``data(_:)`` makes of this frame.
    func scores(_ data: Data, name: String) throws(TrainingError) -> [Score] {
        let broken = TrainingError(
            "\(name) is broken; remove it and repeat the command, which makes it again")
        // Rows that begin with the frame's names have no other quotation or line break.
        let lines = String(decoding: data, as: UTF8.self).components(separatedBy: "\r\n").dropLast()
        let owner = Table("", columns: owner, rows: []).csv.dropLast() + ","
        guard let header = lines.first, header == Self.columns.joined(separator: ",") else { throw broken }
        var scores: [Score] = []
        for line in lines.dropFirst() {
            guard line.hasPrefix(owner), let score = Self.score(line.dropFirst(owner.count)) else {
                throw broken
            }
            scores.append(score)
        }
        return scores
    }

    private static func score(_ line: Substring) -> Score? {
        let cells = line.split(separator: ",", omittingEmptySubsequences: false)
        guard cells.count == 2 + Measure.allCases.count, let fraction = Double(cells[0]),
            let level = try? CountLevel(fraction: fraction), let number = Int(cells[1])
        else { return nil }
        var values: [Measure: Double] = [:]
        for (measure, cell) in zip(Measure.allCases, cells.dropFirst(2)) where !cell.isEmpty {
            guard let value = Double(cell) else { return nil }
            values[measure] = value
        }
        return Score(level: level, number: number, values: values)
    }

    private var owner: [String] { [frame.patient, frame.reference.view.rawValue] }

    private static let columns =
        ["patient", "view", "fraction", "realisation"] + Measure.allCases.map(\.rawValue)
}

import Figures
import Foundation
import Training

extension Tuning {
    /// A row for each level and candidate, numbers in full.
    var csv: Data {
        let rows = trials.map { ["\($0.level.fraction)", "\($0.gain)", $0.method.sentence] }
        return Data(Table("", columns: Self.columns, rows: rows).csv.utf8)
    }

    /// Throws, naming the file, where it is not one that ``csv`` makes of these candidates.
    init(csv: Data, of candidates: [RestorationMethod], name: String) throws(TrainingError) {
        let broken = TrainingError(
            "\(name) is broken; remove it and repeat the command, which makes it again")
        let methods = Dictionary(candidates.map { ($0.sentence, $0) }) { first, _ in first }
        let lines = String(decoding: csv, as: UTF8.self).components(separatedBy: "\r\n").dropLast()
        guard lines.first == Self.columns.joined(separator: ",") else { throw broken }
        var trials: [Trial] = []
        for line in lines.dropFirst() {
            let cells = line.split(separator: ",", maxSplits: 2, omittingEmptySubsequences: false)
            guard cells.count == 3, let fraction = Double(cells[0]), let gain = Double(cells[1]),
                let level = try? CountLevel(fraction: fraction),
                let method = methods[cells[2].trimmingCharacters(in: CharacterSet(charactersIn: "\""))]
            else { throw broken }
            trials.append(Trial(level: level, method: method, gain: gain))
        }
        self.init(trials: trials)
    }

    private static let columns = ["fraction", "gain", "settings"]
}

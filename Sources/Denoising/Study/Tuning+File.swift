import Figures
import Foundation
import Training

extension Tuning {
    /// A row for each level and candidate, numbers in full.
    var csv: Data {
        let rows = trials.map { ["\($0.level.fraction)", "\($0.psnr)", $0.settings] }
        return Data(Table("", columns: Self.columns, rows: rows).csv.utf8)
    }

    /// Throws, naming the file, where it is not one that ``csv`` makes.
    init(csv: Data, name: String) throws(TrainingError) {
        let broken = TrainingError(
            "\(name) is broken; remove it and repeat the command, which makes it again")
        let lines = String(decoding: csv, as: UTF8.self).components(separatedBy: "\r\n").dropLast()
        guard lines.first == Self.columns.joined(separator: ",") else { throw broken }
        var trials: [Trial] = []
        for line in lines.dropFirst() {
            let cells = line.split(separator: ",", maxSplits: 2, omittingEmptySubsequences: false)
            guard cells.count == 3, let fraction = Double(cells[0]), let psnr = Double(cells[1]),
                let level = try? CountLevel(fraction: fraction)
            else { throw broken }
            let settings = cells[2].hasPrefix("\"") ? cells[2].dropFirst().dropLast() : cells[2]
            trials.append(Trial(level: level, settings: String(settings), psnr: psnr))
        }
        self.init(trials: trials)
    }

    private static let columns = ["fraction", "psnr", "settings"]
}

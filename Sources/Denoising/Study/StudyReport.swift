import Figures
import Foundation
import Scintigraphy

/// Tables and charts of a study's scores.
struct StudyReport {
    let plan: DenoisingStudy.Plan
    let book: ScoreBook
    /// Of the test patients.
    let frames: [Frame]
    let rivals: [TunedRival]

    var names: LevelNames { LevelNames(frames) }

    /// Below every figure and above every table.
    var notes: [String] {
        let patients = frames.contains { $0.mean != nil } ? "Simulated patients. " : ""
        return ["\(patients)Research use only. Not for diagnosis."]
    }

    /// tables.md for readers, results.csv for programs.
    func write(in folder: NewFolder) throws {
        let tables = ScoreTables(book: book, names: names, main: plan.main)
        var all: [Table] = []
        for measure in Measure.allCases where book.has(measure) {
            all.append(tables.table(measure))
            if measure.isCompared { all.append(tables.differences(measure)) }
        }
        let detectability = Detectability(
            book: book, names: names, rawLevels: plan.rawLevels, leastArea: plan.leastArea)
        all += [detectability.table, TunedRival.table(rivals, names: names)].compactMap(\.self)
        let head = ["# Restoration of bone scans of few counts", notes[0], realisations]
        try folder.write(
            Data((head + all.map(\.markdown)).joined(separator: "\n\n").utf8), to: "tables.md")
        try folder.write(Data(tables.results.csv.utf8), to: "results.csv")
    }

    private var realisations: String {
        let fewer = plan.fewerRealisations.sorted { $0.key < $1.key }.map { "\($0.value) for \($0.key)" }
        return "\(book.patients.count) test patients, \(plan.realisations) realisations of each count level"
            + (fewer.isEmpty ? "" : " (\(fewer.joined(separator: ", ")))")
            + ", the same ones for all methods. Thinned images and what methods make of them are multiplied to the "
            + "full acquisition's scale before they are compared with it; \(plan.peak)."
    }

    /// PSNR and SSIM over counts, by file names.
    var charts: [(name: String, figure: Figure)] {
        let figures = ScoreFigures(book: book, names: names, notes: notes)
        let curves = Measure.allCases.filter(\.isDrawn).compactMap { measure in
            figures.chart(measure).map { (measure.rawValue.replacing("_", with: "-"), $0) }
        }
        return curves + [figures.calibration].compactMap { $0.map { ("calibration", $0) } }
    }
}

extension DenoisingStudy.Plan {
    /// At which images are looked at that are not restored: from half of the least to the full counts.
    var rawLevels: [CountLevel] {
        let least = levels.map(\.fraction).min() ?? 1
        let more = [least / 2, 0.75, 1].compactMap { try? CountLevel(fraction: $0) }
        return Set(levels + more).sorted()
    }

    /// What PSNR and SSIM take as the largest signal.
    var peak: PSNRPeak { peakPercentile == 100 ? .referenceMaximum : .percentile(peakPercentile / 100) }
}

import Figures
import Foundation
import Scintigraphy
import Studies

/// Tables and charts of a study's scores.
struct StudyReport {
    let plan: DenoisingStudy.Plan
    let book: ScoreBook
    /// Of the test patients.
    let frames: [Frame]
    let rivals: [TunedRival]
    let networks: [StudyRecord.Network]

    var names: LevelNames { LevelNames(frames) }

    /// Below every figure and above every table.
    var notes: [String] {
        let patients = frames.contains { $0.mean != nil } ? "Simulated patients. " : ""
        return ["\(patients)Research use only. Not for diagnosis."]
    }

    /// tables.md for readers, results.csv for programs.
    func write(in folder: NewFolder) throws {
        let parts = sections.map { title, tables in
            "## \(title)\n\n" + tables.map(\.markdown).joined(separator: "\n")
        }
        try folder.write(Data(([heading] + parts).joined(separator: "\n").utf8), to: "tables.md")
        try folder.write(Data(tables.results.csv.utf8), to: "results.csv")
    }

    /// The article's own table beside its claims: what a reader wants first.
    var summary: String {
        ([heading] + [claims, tables.table(.psnr), tables.table(.ssim)].map(\.markdown)).joined(
            separator: "\n")
    }

    private var tables: ScoreTables { ScoreTables(book: book, names: names, main: plan.main) }

    private var claims: Table {
        PaperClaims(book: book, names: names, main: plan.main, singleLevel: plan.singleLevel).table
    }

    private var heading: String {
        "# Restoration of bone scans of few counts\n\n\(notes[0])\n\n\(realisations)\n"
    }

    private var sections: [(title: String, tables: [Table])] {
        let worth = Detectability(
            book: book, names: names, rawLevels: plan.rawLevels, leastArea: plan.leastArea)
        let sections: [(String, [Table?])] = [
            ("The article", [claims]),
            ("Similarity", both([.psnr, .ssim, .psnrOfMean, .ssimOfMean])),
            ("Lesions", both([.auc]) + [worth.table] + both([.addedContrast, .ownContrast])),
            ("Foci", both([.falseAccumulation, .invented, .erased])),
            ("Trust", both([.warned, .total, .calibrationError] + Measure.coverages.map(\.measure))),
            ("Methods", [NetworkTable(networks).table, TunedRival.table(rivals, names: names)]),
        ]
        return sections.map { ($0, $1.compactMap(\.self)) }.filter { !$0.1.isEmpty }
    }

    /// Each measure's table and, where methods are compared by it, that of the differences.
    private func both(_ measures: [Measure]) -> [Table?] {
        measures.filter(book.has).flatMap { measure in
            [tables.table(measure)] + (measure.isCompared ? [tables.differences(measure)] : [])
        }
    }

    private var realisations: String {
        let fewer = plan.fewerRealisations.all.map {
            "\($0.value) for \(Rival.title(of: $0.name))"
        }
        return "\(book.patients.count) test patients, \(plan.realisations) realisations of each count level"
            + (fewer.isEmpty ? "" : " (\(fewer.joined(separator: ", ")))")
            + ", the same ones for all methods. Thinned images and what methods make of them are multiplied to the "
            + "full acquisition's scale before they are compared with it; \(plan.peak).\(otherPeaks)"
    }

    /// How far PSNR moves with other peaks, which is as far for all methods.
    private var otherPeaks: String {
        let others = [PSNRPeak.referenceMaximum, .percentile(0.999)].filter { $0 != plan.peak }
        return others.compactMap { other in
            let shifts = frames.compactMap { frame -> Double? in
                guard let own = try? plan.peak.counts(in: frame.reference),
                    let counts = try? other.counts(in: frame.reference)
                else { return nil }
                return 20 * log10(counts / own)
            }
            guard !shifts.isEmpty else { return nil }
            let mean = shifts.reduce(0, +) / Double(shifts.count)
            return
                " With \(other), all PSNR are \(abs(mean).fixed(decimals: 2)) dB \(mean < 0 ? "lower" : "higher") on average; "
                + "differences between methods are the same."
        }.joined()
    }

    /// PSNR and SSIM over counts, by file names.
    var charts: [(name: String, figure: Figure)] {
        let figures = ScoreFigures(book: book, names: names, main: plan.main, notes: notes)
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

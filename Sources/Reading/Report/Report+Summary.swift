import Classification
import Denoising
import Figures
import Scintigraphy
import Statistics

extension Report {
    /// The report in five lines for a physician: quality, counts, probabilities, hot spots, limits.
    public var summary: [String] { [qualityLine, countLine, probabilityLine, hotSpotLine, limitLine] }

    private var qualityLine: String {
        let open = quality.checks.filter { $0.verdict != .pass }
        guard !open.isEmpty else { return "Quality: \(quality.checks.sentence)." }
        let gravest = open.filter { $0.verdict == quality.verdict }
        let told = gravest.prefix(3).map { "\($0.name) (\($0.measured))" } + gravest.dropFirst(3).map(\.name)
        let verdict = quality.verdict == .fail ? "; \(quality.verdict.words)" : ""
        return "Quality: \(quality.checks.sentence)\(verdict): \(told.joined(separator: ", "))."
    }

    private var countLine: String {
        let restored = restoration.map { restoration in
            let distrusted = restoration.views.contains { $0.residual?.isTrusted == false }
            return
                "restored by \(restoration.model.name)\(distrusted ? ", which its own counts speak against" : ""); "
                + "the scan as acquired stays the reference"
        }
        return "Counts: \(counts); \(restored ?? "not restored")."
    }

    private var probabilityLine: String {
        let answers = findings.answers.map { classified in
            "\(classified.question.rawValue)\(classified.question == .malignant ? ", if abnormal," : "") "
                + (classified.answer.probability.map { $0.text(decimals: 2) } ?? "not to be told")
                + classified.callWords
                + (classified.answer.prevalence.map { ", base rate \($0.formatted(decimals: 2))" } ?? "")
        }
        return answers.isEmpty
            ? "Probability: not told."
            : "Probability: \(answers.joined(separator: "; ")); among patients like those who calibrated the models."
    }

    private var hotSpotLine: String {
        let spots = findings.hotSpots.map { spots in
            let counted = spots.filter(\.counts)
            let highest = counted.compactMap(\.malignancy).max()
            return "\(counted.count) taken as findings, \(spots.count - counted.count) set aside"
                + (highest.map { ", probability of malignancy up to \($0.fixed(decimals: 2))" } ?? "")
        }
        let change = findings.comparison.map { " Since the earlier study (\($0.when)): \($0.sentence)" } ?? ""
        return
            "Hot spots: \(spots ?? "not told"). Bone Scan Index: \(findings.index?.words ?? "not told").\(change)"
    }

    private var limitLine: String {
        let stages = findings.omissions.byReason.map { "\($0.stages) (\($0.reason))" }
        return (stages.isEmpty ? "Limits: " : "Limits: not done: \(stages.joined(separator: "; ")). ")
            + notice
    }
}

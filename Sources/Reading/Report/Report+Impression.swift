import Classification
import Figures
import Scintigraphy
import Statistics

extension Report {
    /// What was not done, what speaks against relying on the rest, and what no such reading can tell.
    var limitations: Document.Section {
        let omissions = findings.omissions.byReason.map { stages, reason -> Prose in
            "\(bold: "Not done: \(stages).") \(reason.capitalisedFirst.sentenced)"
        }
        let remarks = remarks.filter { $0.severity == .warning }.map { remark -> Prose in
            "\("Attention:", .caution) \(remark.text)"
        }
        let standing: [Prose] = [
            """
            Planar images miss purely lytic lesions below 2 cm, such as those of myeloma, and what lies behind bladder and \
            injection site, of which hot spots and Bone Scan Index take in nothing.
            """,
            """
            The models that come with this software learnt from simulated patients: how they do on real ones is not \
            known.
            """,
        ]
        return .init("Artefacts and limitations", [.list(qualityPoints + omissions + remarks + standing)])
    }

    /// The checks that did not come out as expected, the gravest first.
    private var qualityPoints: [Prose] {
        [(Verdict.fail, Prose.Style.bad), (.warn, .caution)].compactMap { verdict, style in
            let checks = quality.checks.filter { $0.verdict == verdict }
            guard !checks.isEmpty else { return nil }
            let named = checks.map { "\($0.name) (\($0.measured))" }.joined(separator: "; ")
            return "\("Quality, \(verdict.words):", style) \(named)."
        }
    }

    /// In words that leave the conclusion to a physician, made from the findings alone.
    var impression: Document.Section {
        var points: [Prose] = []
        if quality.verdict == .fail {
            points.append(
                "\("The examination is not as a bone scan should be", .bad): what follows should not be relied on."
            )
        }
        if QualityControl.suspectsSuperscan(quality.checks) {
            points.append(
                "\("A superscan is possible", .caution): then much of the skeleton is ill, and hot spots and Bone Scan Index tell too little of it."
            )
        }
        if let hotSpots = findings.hotSpots {
            let counted = hotSpots.filter(\.counts)
            let likely = counted.filter { ($0.malignancy ?? 0) >= 0.5 }
            let told = counted.contains { $0.malignancy != nil }
            let share: String =
                told
                ? " \(likely.isEmpty ? "None" : "\(likely.count)") of these findings "
                    + "\(likely.count > 1 ? "have" : "has") a probability of malignancy of one half or more\(likely.numbers)."
                : ""
            points.append("\(hotSpots.sentence)\(share)")
        }
        points += findings.answers.compactMap { classified in
            classified.answer.probability.map { probability in
                let what =
                    classified.question == .abnormal
                    ? "that the scan is abnormal:" : "of malignant disease, if the scan is abnormal:"
                return
                    "Probability \(what) \(bold: probability.text(decimals: 2))\(classified.callWords), among patients like those who calibrated the model\(classified.baseRateWords)."
            }
        }
        if let index = findings.index { points.append("Bone Scan Index \(bold: index.words).") }
        if let comparison = findings.comparison {
            points.append("Since the earlier study (\(comparison.when)): \(comparison.sentence)")
        }
        if !findings.omissions.isEmpty {
            let stages = findings.omissions.map(\.stage).withoutRepeats.joined(separator: ", ")
            points.append("Not done: \(stages).")
        }
        points.append(
            "\(bold: "This is not a diagnosis.") A physician reads the images, which are shown as acquired, and decides."
        )
        return .init("Impression", [.list(points)])
    }
}

extension Findings.Classified {
    /// Whether the scan is called so, and from which probability on scans are; empty without a threshold.
    var callWords: String {
        guard let call = answer.call else { return "" }
        let from = call.probability.map { ": that is from \($0.formatted(decimals: 2)) on" } ?? ""
        return " (\(call.isPositive ? "" : "not ")called so\(from))"
    }

    /// How many of the patients had the answer yes, without whom a probability says little; empty where that is not known.
    var baseRateWords: String {
        answer.prevalence.map { ", of whom \((100 * $0).formatted(decimals: 0)) % had it" } ?? ""
    }
}

extension Verdict {
    /// As it stands in tables.
    var words: String {
        switch self {
        case .pass: "as expected"
        case .warn: "attention"
        case .fail: "not acceptable"
        }
    }
}

extension [HotSpot] {
    /// Which ones, in brackets; nothing where there are none.
    fileprivate var numbers: String {
        isEmpty ? "" : " (No. \(map { "\($0.number)" }.joined(separator: ", ")))"
    }
}

extension String {
    var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}

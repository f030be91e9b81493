import Classification
import Figures

extension Report {
    /// What is said of the scan as a whole: first by all that the reading knows, then by the classifiers alone.
    var wholeScan: Document.Section {
        .init(
            "Findings: the whole scan",
            findings.classification.isEmpty ? [notDone("classification")] : answers)
    }

    private var answers: [Document.Block] {
        let all = (findings.wholeScan ?? []) + findings.classification
        let rows = all.map { classified -> [Prose] in
            let (answer, call) = (classified.answer, classified.answer.call)
            return [
                Prose(classified.question.words),
                Prose(answer.probability.map { $0.text(decimals: 2) } ?? "not to be told"),
                Prose(call.map { $0.isPositive ? "yes" : "no" } ?? "no threshold"),
                Prose(call?.probability.map { $0.formatted(decimals: 2) } ?? "unknown"),
                Prose(call?.sensitivity.map { $0.text(decimals: 2) } ?? "unknown"),
                Prose(call?.specificity.map { $0.text(decimals: 2) } ?? "unknown"),
                Prose(answer.prevalence.map { "\((100 * $0).formatted(decimals: 0)) %" } ?? "unknown"),
                Prose(
                    classified.model.name == WholeScanModel.name
                        ? "classifier and hot spots" : "\(classified.model.name) alone"),
            ]
        }
        let cautions = findings.classification.flatMap(\.answer.cautions).withoutRepeats
        return [
            .table(
                .init(
                    columns: [
                        "Question", "Probability (95 %)", "Called", "From", "Sensitivity (95 %)",
                        "Specificity (95 %)", "Base rate", "Told by",
                    ], rows: rows)),
            .caption(
                """
                The probability of yes, with its interval, among patients like those on whom the model was calibrated, of \
                whom the share of the base rate had the answer yes; for the models that come with this software these are simulated \
                patients. Sensitivity and specificity are of calling yes from that probability on, on the patients who chose \
                the threshold, which flatters. None of it is known of real patients. What classifier and hot spots say \
                together is the reading's answer.
                """),
        ] + cautions.map { .warning("\(bold: "Caution.") \($0)") }
    }

    /// That something is missing, and why, as far as a stage says so.
    func notDone(_ stage: String) -> Document.Block {
        let reason = findings.omissions.first { $0.stage == stage || $0.stage.hasPrefix(stage + ", ") }?
            .reason
        return .paragraph("\(bold: "Not done")\(reason.map { ": \($0.sentenced)" } ?? ".")")
    }
}

extension ClassificationTask {
    /// As a question, with what it presupposes.
    var words: String {
        switch self {
        case .abnormal: "Abnormal?"
        case .malignant: "Malignant, if abnormal?"
        }
    }
}

extension String {
    /// With a full stop.
    var sentenced: String { hasSuffix(".") ? self : self + "." }
}

extension [String] {
    /// Each one once, where it comes first.
    var withoutRepeats: [String] { reduce(into: []) { if !$0.contains($1) { $0.append($1) } } }
}

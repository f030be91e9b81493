import Figures
import Foundation
import Statistics

/// A report's tables.
struct ScoreTables {
    let report: ScoreReport

    /// In the order of reading; those that have nothing to say are left out.
    var all: [Table] {
        [discrimination, comparison, modalities, calls, pairedCalls, calibration, decision].compactMap(\.self)
    }

    /// Above the tables.
    var heading: String {
        let people =
            report.isClustered
            ? "\(report.cases) cases of \(report.patients) patients"
            : "\(report.cases) cases"
        return """
            # What the scores of \(report.input) are worth

            \(people), \(report.positives) with the finding, \(report.negatives) without. Intervals: \(percent) % \
            confidence. Research use only. Not for diagnosis.

            """
    }

    private var percent: String { (100 * report.settings.level).formatted(decimals: 2) }

    private var discrimination: Table {
        let drawn = report.scores.contains { $0.bootstrapAUC != nil }
        var notes = [
            "\(report.scores[0].auc.method): Mann-Whitney's area, equal scores counting half, with DeLong's variance"
                + (report.isClustered ? ", cases added up for each patient (Obuchowski 1997)." : ".")
        ]
        if let method = report.scores.compactMap(\.bootstrapAUC).first?.method {
            notes.append("Bootstrap: \(method) draws, seed \(report.settings.seed).")
        }
        if !report.isClustered {
            notes.append(
                "Binormal: the area under the smooth curve that fits best (Dorfman, Alf 1969); none where the classes hardly "
                    + "overlap.")
        }
        let apart = names { $0.auc.value == 1 || $0.auc.value == 0 }
        if !apart.isEmpty {
            notes.append(
                "\(apart): the classes are perfectly apart, which leaves these intervals no width; it does not mean that "
                    + "the area is known for certain.")
        }
        let reversed = names { $0.auc.value < 0.5 }
        if !reversed.isEmpty {
            notes.append(
                "\(reversed): below 0.5. Is a high score meant to be a negative one? Turn its sign then.")
        }
        return Table(
            "Discrimination",
            columns: ["score", "AUC"] + (drawn ? ["AUC, bootstrap"] : [])
                + (report.isClustered ? [] : ["AUC, binormal"])
                + [report.isClustered ? "patients" : "cases"],
            rows: report.scores.map { score in
                [score.name, text(score.auc)] + (drawn ? [text(score.bootstrapAUC)] : [])
                    + (report.isClustered ? [] : [text(score.binormal?.area, else: "none fits")])
                    + ["\(score.auc.n)"]
            }, notes: notes)
    }

    private func names(_ isMeant: (ScoreResult) -> Bool) -> String {
        report.scores.filter(isMeant).map(\.name).joined(separator: ", ")
    }

    private var comparison: Table? {
        guard !report.comparisons.isEmpty else { return nil }
        return Table(
            "AUC against \(report.against)", columns: ["score", "difference", "p", "p, Holm"],
            rows: report.comparisons.map { each in
                [each.name, text(each.area.estimate), each.area.p.chanceText, each.adjustedP.chanceText]
            },
            notes: [
                "\(report.comparisons[0].area.estimate.method), two-sided. Holm: for all rows of this table."
            ] + [report.withoutModalities.map { "No table of modalities: \($0)." }].compactMap(\.self)
        )
    }

    private var modalities: Table? {
        guard let found = report.modalities else { return nil }
        return Table(
            "Modalities, for all readers of their kind",
            columns: ["modality"] + found.readers + ["mean AUC", "difference", "p", "p, Holm"],
            rows: found.modalities.map { each in
                [each.name] + each.areas.map { $0.fixed(decimals: 3) } + [
                    text(each.area), text(each.difference?.estimate), each.difference?.p.chanceText ?? "",
                    each.adjustedP?.chanceText ?? "",
                ]
            },
            notes: [
                "Readers and cases are both drawn from many (MRMC): Obuchowski, Rockette 1995 with Hillis's degrees of freedom. "
                    + "Differences: from \(found.modalities[0].name). All equal: p \(found.p.chanceText)."
            ])
    }

    private var calls: Table {
        let chosen = report.scores.contains { $0.calls?.origin == .youden }
        var notes = [
            report.isClustered
                ? "Intervals: patients drawn. The values of a positive or negative call are left out: cases of one "
                    + "patient are not independent."
                : "Intervals: Clopper-Pearson, exact. PPV and NPV hold for the prevalence of these cases."
        ]
        if chosen {
            notes.append(
                "Youden: the threshold was chosen on these very cases, so that sensitivity and specificity flatter. Set "
                    + "one beforehand with --threshold.")
        }
        return Table(
            "Operating points",
            columns: ["score", "positive from", "threshold", "sensitivity", "specificity"]
                + (report.isClustered ? [] : ["PPV", "NPV"]),
            rows: report.scores.map { score in
                let own = score.calls.map(cells) ?? ["none is better than chance", "Youden", "", "", "", ""]
                return [score.name] + (report.isClustered ? Array(own.prefix(4)) : own)
            }, notes: notes)
    }

    private func cells(_ calls: ScoreResult.Calls) -> [String] {
        let point = calls.point
        func share(_ estimate: Estimate?, _ part: Int, _ other: Int) -> String {
            "\(text(estimate, else: part + other > 0 ? (Double(part) / Double(part + other)).fixed(decimals: 3) : "")) "
                + "\(part)/\(part + other)"
        }
        return [
            number(point.threshold), calls.origin == .set ? "set" : "Youden, on these cases",
            share(calls.sensitivity, point.truePositives, point.falseNegatives),
            share(calls.specificity, point.trueNegatives, point.falsePositives),
            share(calls.positivePredictiveValue, point.truePositives, point.falsePositives),
            share(calls.negativePredictiveValue, point.trueNegatives, point.falseNegatives),
        ]
    }

    private var pairedCalls: Table? {
        guard report.comparisons.contains(where: { $0.sensitivity != nil }) else { return nil }
        func cells(_ test: McNemarTest?, _ adjusted: Double?) -> [String] {
            [text(test?.difference), test.map { $0.p.chanceText } ?? "", adjusted.map(\.chanceText) ?? ""]
        }
        return Table(
            "Calls against \(report.against)",
            columns: ["score", "sensitivity", "p", "p, Holm", "specificity", "p", "p, Holm"],
            rows: report.comparisons.map { each in
                [each.name] + cells(each.sensitivity, each.adjustedSensitivityP)
                    + cells(each.specificity, each.adjustedSpecificityP)
            },
            notes: [
                "Differences with the intervals of Bonett and Price; McNemar's exact test, two-sided. Holm: for all rows, "
                    + "sensitivities and specificities apart."
            ])
    }

    private var calibration: Table? {
        let rows = report.scores.compactMap { score in
            score.calibration.map { own in
                [
                    score.name, text(own.brier),
                    text(own.expectedErrorInterval, else: own.expectedError.fixed(decimals: 3)),
                    text(own.slope, else: "none fits"), text(own.offset, else: "none fits"),
                    text(own.temperature, else: "none fits"),
                ]
            }
        }
        guard !rows.isEmpty else { return nil }
        var notes = [
            "Scores from 0 to 1 are taken for probabilities. ECE: ten bins of one width; few cases raise it. Slope: 1 is "
                + "right, below 1 overconfident; offset: 0 is right, above 0 the finding is more frequent than they say. "
                + "Temperature: what the log odds should be divided by, fitted on these very cases."
        ]
        if report.isClustered {
            notes.append(
                "The intervals of slope, offset and temperature take each case for a patient: they are too narrow here."
            )
        }
        return Table(
            "Calibration", columns: ["score", "Brier", "ECE", "slope", "offset", "temperature"], rows: rows,
            notes: notes)
    }

    private var decision: Table? {
        let thresholds = [0.05, 0.1, 0.2, 0.3, 0.5]
        func cells(_ points: [DecisionCurve.Point], _ value: (DecisionCurve.Point) -> Estimate) -> [String] {
            thresholds.map { threshold in
                points.first { $0.threshold == threshold }.map { value($0).value.fixed(decimals: 3) } ?? ""
            }
        }
        let own = report.scores.compactMap { score in
            score.calibration.map { (name: score.name, points: $0.decision) }
        }
        guard let first = own.first else { return nil }
        return Table(
            "Net benefit", columns: ["who is treated"] + thresholds.map { "from \($0)" },
            rows: own.map { ["by \($0.name)"] + cells($0.points, \.benefit) }
                + [["all"] + cells(first.points, \.treatingAll), ["none"] + thresholds.map { _ in "0.000" }],
            notes: [
                "True positives less weighted false ones for each case, where those are treated whose probability is at "
                    + "least the threshold (Vickers, Elkin 2006); intervals stand in results.json."
            ])
    }

    private func text(_ estimate: Estimate?, else absent: String = "") -> String {
        estimate?.text() ?? absent
    }

    /// As short as it can be without becoming another number.
    private func number(_ value: Double) -> String { Int(exactly: value).map(String.init) ?? "\(value)" }
}

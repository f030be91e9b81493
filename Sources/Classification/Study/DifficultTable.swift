import Figures
import Phantoms
import Statistics

/// What becomes of the main model where something goes wrong with the scan of a patient, who is scanned otherwise as
/// before.
struct DifficultTable {
    let results: TaskResults
    let model: JudgedModel

    /// `nil` where the study has no such scans.
    var table: Table? {
        let clean = model.cases(DifficultScans.name(nil))
        guard clean.area != nil else { return nil }
        let kinds = ArtefactKind.allCases.filter { !model.cases($0.rawValue).isEmpty }
        let differences = kinds.map { difference(model.cases($0.rawValue), clean) }
        var adjusted = holmAdjusted(differences.compactMap { $0?.p }).makeIterator()
        let rows = zip(kinds, differences).map { kind, difference in
            row(kind.rawValue, model.cases(kind.rawValue))
                + (difference.map {
                    [$0.estimate.text(), $0.p.chanceText, adjusted.next()?.chanceText ?? ""]
                }
                    ?? ["", "", ""])
        }
        return Table(
            "Difficult scans, \(model.name)",
            columns: [
                "what went wrong", "scans", "AUC", "sensitivity", "specificity",
                "set aside by quality control",
                "AUC of the others", "AUC less clean", "p", "p, Holm",
            ], rows: [row("nothing", clean) + ["", "", ""]] + rows,
            notes: [
                "The same \(clean.count) patients, none of the study's others, \(clean.prevalenceText) "
                    + "\(results.task.rawValue), scanned once for each row; the truth is that of the scan without artefact. "
                    + "DeLong's paired test; Holm over all rows. The threshold is the one set on the validation patients."
            ])
    }

    private func difference(
        _ cases: [ModelResult.Case], _ clean: [ModelResult.Case]
    ) -> AreaDifference? {
        let logits = Dictionary(uniqueKeysWithValues: clean.map { ($0.patient, $0.logit) })
        let paired = cases.filter { logits[$0.patient] != nil }
        return DeLong(
            scores: [paired.map(\.logit), paired.compactMap { logits[$0.patient] }],
            labels: paired.map(\.answer))?.difference(0, from: 1)
    }

    private func row(_ name: String, _ cases: [ModelResult.Case]) -> [String] {
        let point = model.point(cases)
        let passed = cases.filter(\.faults.isEmpty)
        return [
            name, cases.prevalenceText, cases.area?.estimate().text() ?? "too few",
            point.sensitivity()?.text(decimals: 2) ?? "", point.specificity()?.text(decimals: 2) ?? "",
            "\(cases.count - passed.count) of \(cases.count)",
            passed.count == cases.count ? "" : passed.area?.estimate().text() ?? "too few",
        ]
    }
}

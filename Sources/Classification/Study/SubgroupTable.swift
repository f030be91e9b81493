import Figures
import Scintigraphy
import Statistics
import Training

/// The main model on parts of the test patients.
struct SubgroupTable {
    let results: TaskResults
    let model: JudgedModel
    let patients: StudyPatients

    var table: Table {
        let cases = model.cases(ModelResult.test)
        var rows = [row("all", "", cases), quality(cases, passes: true), quality(cases, passes: false)]
        for column in ["artefacts", "sex", "referral", "camera"] {
            let groups = groups(cases, column)
            guard groups.count > 1 else { continue }
            rows += groups.map { row(column, $0, $1) }
        }
        return Table(
            "Subgroups, \(model.name)",
            columns: [
                "of the test patients", "", "\(results.task.rawValue)", "AUC", "sensitivity", "specificity",
            ],
            rows: rows + counts(cases),
            notes: [
                "95 % confidence (DeLong; Clopper-Pearson); the threshold is the one set on the validation patients. Groups "
                    + "come from the cohort's table; a scan with several artefacts is in several groups. Counts: thirds "
                    + "of the test patients."
            ])
    }

    private func row(_ column: String, _ group: String, _ cases: [ModelResult.Case]) -> [String] {
        let point = model.point(cases)
        return [
            column, group, cases.prevalenceText, cases.area?.estimate().text() ?? "too few",
            point.sensitivity()?.text(decimals: 2) ?? "", point.specificity()?.text(decimals: 2) ?? "",
        ]
    }

    private func quality(_ cases: [ModelResult.Case], passes: Bool) -> [String] {
        row("quality control", passes ? "passed" : "set aside", cases.filter { $0.faults.isEmpty == passes })
    }

    /// By what the cohort's table says in a column, several words between semicolons each.
    private func groups(
        _ cases: [ModelResult.Case], _ column: String
    ) -> [(name: String, cases: [ModelResult.Case])] {
        var groups: [String: [ModelResult.Case]] = [:]
        for each in cases {
            guard let text = patients[each.patient]?.others[column] else { continue }
            let names = text.split(separator: ";").map(String.init)
            for name in names.isEmpty && column == "artefacts" ? ["none"] : names {
                groups[name, default: []].append(each)
            }
        }
        return groups.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// Thirds by the counts of both views.
    private func counts(_ cases: [ModelResult.Case]) -> [[String]] {
        let sorted = cases.compactMap { each in
            patients.scan(of: each.patient).map { (each, $0.views.reduce(0) { $0 + $1.total }) }
        }.sorted { $0.1 < $1.1 }
        guard sorted.count >= 3 else { return [] }
        return (0..<3).map { third in
            let part = sorted[sorted.count * third / 3..<sorted.count * (third + 1) / 3]
            let range = "\((part.first?.1 ?? 0).grouped) to \((part.last?.1 ?? 0).grouped)"
            return row("counts seen", range, part.map(\.0))
        }
    }
}

import Figures
import Statistics

/// Where the models look.
struct ExplanationTable {
    let results: TaskResults

    /// `nil` where no model was looked at.
    var table: Table? {
        let rows = results.models.compactMap { model -> [String]? in
            guard let found = results.explanations[model.name], found.patients > 0 else { return nil }
            let share = Estimate.proportion(successes: found.hits, trials: found.patients)
            let byChance = found.hitsByChance / Double(found.patients)
            let last = found.randomisation.steps.last?.correlation
            return [
                model.name, "\(found.patients)", share.text(decimals: 2), byChance.fixed(decimals: 2),
                found.energy?.text() ?? "", found.energyByChance.fixed(decimals: 3),
                last?.fixed(decimals: 2) ?? "maps are empty", found.randomisation.passes ? "passes" : "fails",
            ]
        }
        guard !rows.isEmpty else { return nil }
        return Table(
            "Where they look (Grad-CAM)",
            columns: [
                "model", "scans", "points at a lesion", "by chance", "share in lesions", "by chance",
                "rank correlation, randomised", "check",
            ], rows: rows,
            notes: [
                "Test patients whom the table calls abnormal; all lesions count, malignant or not. Points: the map's highest place lies in a lesion's mask or at "
                    + "most 15 mm from one. Randomised: with all weights as before training; the check passes below "
                    + "\(RandomisationCheck.mostCorrelation.formatted(decimals: 2)). Maps have a 32nd of the input's rows "
                    + "and columns."
            ])
    }
}

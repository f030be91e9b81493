import Figures
import Foundation
import Statistics

/// Whether probabilities mean what they say, before and after they are scaled on the validation patients.
struct CalibrationTable {
    let results: TaskResults

    var table: Table {
        Table(
            "Calibration",
            columns: [
                "model", "probabilities", "Brier", "ECE", "slope", "offset",
            ],
            rows: results.models.flatMap(rows),
            notes: [
                "On the test patients. As learnt: both answers counted as much in training, as if they were as frequent. "
                    + "Temperature: log odds divided by a number; Platt: multiplied and shifted; both fitted on the "
                    + "validation patients. ECE: ten bins of one width. Slope: 1 is right, below 1 overconfident; offset: "
                    + "0 is right, above 0 the finding is more frequent than they say. 95 % confidence."
            ])
    }

    private func rows(_ model: JudgedModel) -> [[String]] {
        let cases = model.cases(ModelResult.test)
        let logits = cases.map(\.logit)
        let kinds: [(String, [Double]?)] = [
            ("as learnt", logits.map { 1 / (1 + exp(-$0)) }),
            (
                "temperature \(model.temperature.map { $0.temperature.value.fixed(decimals: 2) } ?? "")",
                model.temperature.map { scaling in logits.map(scaling.probability) }
            ),
            ("Platt", model.scaling.map { scaling in logits.map { scaling.probability(logit: $0).value } }),
        ]
        return kinds.map { name, probabilities in
            guard let probabilities,
                let calibration = Calibration(
                    probabilities: probabilities, labels: cases.map(\.answer))
            else { return [model.name, name, "none fits", "", "", ""] }
            return [
                model.name, name, calibration.brierScore()?.text() ?? "",
                calibration.expectedError().fixed(decimals: 3),
                calibration.line()?.slope.text(decimals: 2) ?? "none fits",
                calibration.offset()?.text(decimals: 2) ?? "none fits",
            ]
        }
    }
}

import Figures
import Statistics

/// A report's figures.
struct ScoreFigures {
    let report: ScoreReport
    let table: ScoreTable

    /// The `most` with the highest areas, in the table's order: more lines could not be told apart.
    private func best(_ most: Int, of scores: [ScoreResult]) -> [ScoreResult] {
        let names = scores.sorted { $0.auc.value > $1.auc.value }.prefix(most).map(\.name)
        return scores.filter { names.contains($0.name) }
    }

    private var probabilities: [ScoreResult] { report.scores.filter { $0.calibration != nil } }

    private func notes(_ words: [String], drawn: Int, of number: Int) -> [String] {
        let left = number > drawn ? ["Drawn are the \(drawn) of \(number) with the highest AUC."] : []
        let cases = "\(report.positives) cases with the finding, \(report.negatives) without"
        return words + left + ["\(cases). Research use only. Not for diagnosis."]
    }

    /// Sensitivity over false positives, a dot for each threshold.
    var roc: Figure {
        let lines = best(8, of: report.scores).compactMap(curve)
        let chance = Chart.Line("chance", Self.diagonal, isGuide: true)
        let origin =
            report.scores.contains { $0.calls?.origin == .youden }
            ? "Dots: thresholds, chosen on these cases by Youden's index where none was set."
            : "Dots: the thresholds that were set."
        return .chart(
            Chart(
                title: "ROC curves", x: Axis("1 - specificity", 0...1), y: Axis("sensitivity", 0...1),
                lines: lines + [chance],
                notes: notes(
                    [
                        "In brackets: \((100 * report.settings.level).formatted(decimals: 2)) % confidence, DeLong.",
                        origin,
                    ],
                    drawn: lines.count, of: report.scores.count)))
    }

    private static let diagonal = [Chart.Point(x: 0, y: 0), Chart.Point(x: 1, y: 1)]

    private func curve(_ score: ScoreResult) -> Chart.Line? {
        guard let column = table.columns.first(where: { $0.name == score.name }),
            let curve = ROCCurve(
                positives: zip(column.values, table.labels).filter(\.1).map(\.0),
                negatives: zip(column.values, table.labels).filter { !$1 }.map(\.0))
        else { return nil }
        func place(_ sensitivity: Double, _ specificity: Double) -> Chart.Point {
            Chart.Point(x: 1 - specificity, y: sensitivity)
        }
        let dot = score.calls.map { calls in
            place(
                Double(calls.point.truePositives) / Double(report.positives),
                Double(calls.point.trueNegatives) / Double(report.negatives))
        }
        let auc = [score.auc.value, score.auc.interval.lowerBound, score.auc.interval.upperBound].map {
            $0.fixed(decimals: 3)
        }
        return Chart.Line(
            "\(score.name): AUC \(auc[0]) (\(auc[1]) to \(auc[2]))",
            curve.points.map { place(curve.sensitivity(at: $0), curve.specificity(at: $0)) },
            dots: [dot].compactMap(\.self))
    }

    /// Frequency over probability; `nil` where no score is a probability.
    var reliability: Figure? {
        let lines = best(3, of: probabilities).compactMap { score in
            score.calibration.map { own in
                let points = own.reliability.map { Chart.Point(x: $0.probability, y: $0.frequency.value) }
                return Chart.Line(
                    score.name, points,
                    intervals: report.isClustered ? [] : own.reliability.map(\.frequency.interval),
                    dots: points)
            }
        }
        guard !lines.isEmpty else { return nil }
        let right = Chart.Line("right", Self.diagonal, isGuide: true)
        return .chart(
            Chart(
                title: "Reliability of probabilities", x: Axis("probability, mean of the bin", 0...1),
                y: Axis("share with the finding", 0...1), lines: lines + [right],
                notes: notes(
                    [
                        "Ten bins of about as many cases each"
                            + (report.isClustered ? "." : "; whiskers: exact intervals.")
                    ],
                    drawn: lines.count, of: probabilities.count)))
    }

    /// Net benefit over the threshold; `nil` where no score is a probability.
    var decision: Figure? {
        let own = best(6, of: probabilities).compactMap { score in
            score.calibration.map { (score.name, $0.decision) }
        }
        guard let first = own.first else { return nil }
        func line(
            _ name: String, _ points: [DecisionCurve.Point], isGuide: Bool = false,
            _ value: (DecisionCurve.Point) -> Double
        ) -> Chart.Line {
            Chart.Line(name, points.map { Chart.Point(x: $0.threshold, y: value($0)) }, isGuide: isGuide)
        }
        let prevalence = Double(report.positives) / Double(report.cases)
        let lines = own.map { line("treat by \($0.0)", $0.1, \.benefit.value) }
        return .chart(
            Chart(
                title: "Decision curves", x: Axis("probability from which on one would treat", 0...1),
                y: Axis("net benefit in a case", -0.25 * prevalence...1.05 * prevalence),
                lines: lines + [
                    line("treat all", first.1, \.treatingAll.value),
                    line("treat none", first.1, isGuide: true) { _ in 0 },
                ], notes: notes([], drawn: own.count, of: probabilities.count)))
    }
}

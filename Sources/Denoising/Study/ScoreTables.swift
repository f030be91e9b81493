import Figures
import Foundation
import Statistics

/// The paper's own table, methods by count levels, and what is said of it.
struct ScoreTables {
    let book: ScoreBook
    let names: LevelNames
    /// The method that the others are compared with.
    let main: String

    /// Mean and interval of each method at each level; the highest in bold where more is better.
    func table(_ measure: Measure) -> Table {
        let best = book.levels.map { level in
            measure.best(book.methods.compactMap { estimate(measure, $0, level)?.value })
        }
        func cell(_ method: String, _ place: Int) -> String {
            guard let estimate = estimate(measure, method, book.levels[place]) else { return "" }
            return estimate.value == best[place] ? "**\(measure.text(estimate))**" : measure.text(estimate)
        }
        let measured = book.methods.filter { method in
            book.levels.contains { estimate(measure, method, $0) != nil }
        }
        let rows = measured.map { method in
            [Rival.title(of: method)] + book.levels.indices.map { cell(method, $0) }
        }
        return Table(
            measure.titleWithUnit,
            columns: ["method"] + book.levels.map(names.callAsFunction), rows: rows,
            notes: [
                "Mean over \(book.patientsText(measure)) and its 95 % confidence interval (Student t)."
            ])
    }

    /// The main method minus each other one.
    func differences(_ measure: Measure) -> Table {
        let comparisons = book.comparisons(of: main, measure)
        func cell(_ method: String, _ level: CountLevel) -> String {
            let found = comparisons.first { $0.method == method && $0.level == level }
            return found.map { "\(measure.signed($0.difference)), p = \($0.adjustedP.asP)" } ?? ""
        }
        let rows = book.methods.filter { $0 != main }.map { method in
            [Rival.title(of: method)] + book.levels.map { cell(method, $0) }
        }
        return Table(
            "\(measure.title): \(Rival.title(of: main)) minus each other method",
            columns: ["method"] + book.levels.map(names.callAsFunction), rows: rows,
            notes: [
                "Mean difference within patients and its 95 % confidence interval (Student t); p of Wilcoxon's "
                    + "signed-rank test over \(book.patientsText(measure)), two-sided, corrected by Holm for all "
                    + "\(comparisons.count) comparisons of this table."
            ])
    }

    /// All of it for programs: a row for each measure, method and level.
    var results: Table {
        var rows: [[String]] = []
        for measure in Measure.allCases {
            let comparisons = book.comparisons(of: main, measure)
            for method in book.methods {
                for level in book.levels {
                    guard let estimate = estimate(measure, method, level) else { continue }
                    let comparison = comparisons.first { $0.method == method && $0.level == level }
                    rows.append(
                        [measure.rawValue, method, "\(level.fraction)", "\(estimate.n)"]
                            + Self.numbers(estimate) + Self.cells(comparison))
                }
            }
        }
        return Table(
            "Results",
            columns: [
                "measure", "method", "fraction", "patients", "mean", "lower95", "upper95",
                "main_minus_method",
                "difference_lower95", "difference_upper95", "p_wilcoxon", "p_holm",
            ], rows: rows)
    }

    private func estimate(_ measure: Measure, _ method: String, _ level: CountLevel) -> Estimate? {
        book.estimate(ScoreBook.Key(method: method, level: level, measure: measure))
    }

    private static func cells(_ comparison: Comparison?) -> [String] {
        guard let comparison else { return Array(repeating: "", count: 5) }
        return numbers(comparison.difference) + ["\(comparison.p)", "\(comparison.adjustedP)"]
    }

    private static func numbers(_ estimate: Estimate) -> [String] {
        [estimate.value, estimate.interval.lowerBound, estimate.interval.upperBound].map { "\($0)" }
    }
}

extension Measure {
    /// The best of several means; `nil` where many are likely to be equal, or none is best.
    fileprivate func best(_ values: [Double]) -> Double? { isMoreBetter ? values.max() : nil }

    /// "31.24 (31.12 to 31.36)".
    fileprivate func text(_ estimate: Estimate) -> String { text(estimate) { $0.fixed(decimals: decimals) } }

    /// "+0.24 (+0.12 to +0.36)".
    fileprivate func signed(_ estimate: Estimate) -> String {
        text(estimate) { value in
            let text = value.fixed(decimals: decimals)
            return value > 0 && text.contains { ("1"..."9").contains($0) } ? "+" + text : text
        }
    }

    private func text(_ estimate: Estimate, _ format: (Double) -> String) -> String {
        let (lower, upper) = (estimate.interval.lowerBound, estimate.interval.upperBound)
        return "\(format(estimate.value)) (\(format(lower)) to \(format(upper)))"
    }
}

extension Double {
    /// As journals print it.
    fileprivate var asP: String {
        self < 0.001 ? String(format: "%.1e", self) : fixed(decimals: self < 0.1 ? 3 : 2)
    }
}

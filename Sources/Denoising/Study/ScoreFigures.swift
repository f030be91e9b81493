import Figures
import Foundation
import Statistics

/// Curves of measures over count levels.
struct ScoreFigures {
    let book: ScoreBook
    let names: LevelNames
    /// The method that is drawn first.
    let main: String
    /// Below every figure.
    let notes: [String]

    /// A line for each method, with 95 % intervals; `nil` where nothing was measured.
    func chart(_ measure: Measure) -> Figure? {
        let ordered = book.methods.filter { $0 == main } + book.methods.filter { $0 != main }
        let lines = ordered.enumerated().map { place, method in
            line(method, measure, shift: Double(place) - Double(book.methods.count - 1) / 2)
        }.filter { !$0.points.isEmpty }
        guard let y = Axis(measure.titleWithUnit, holding: lines) else { return nil }
        return .chart(
            Chart(
                title: "\(measure.title) over counts", x: xAxis, y: y, lines: lines,
                notes: ["Mean over \(book.patientsText(measure)), 95 % confidence intervals."] + notes))
    }

    /// How many of the body's pixels lie in the intervals that methods state: a line for each method and the least and
    /// most counts; `nil` where none states any.
    var calibration: Figure? {
        let ends = [book.levels.max(), book.levels.min()].compactMap(\.self)
        let lines = book.methods.flatMap { method in ends.map { coverage(method, $0) } }.filter {
            !$0.points.isEmpty
        }
        guard !lines.isEmpty else { return nil }
        let right = Chart.Line(
            "right", [Chart.Point(x: 0, y: 0), Chart.Point(x: 1, y: 1)], isGuide: true)
        return .chart(
            Chart(
                title: "Calibration of stated uncertainty", x: Axis("confidence of the interval", 0...1),
                y: Axis("share of the body's pixels whose expected counts lie in it", 0...1),
                lines: [right] + lines,
                notes: ["Mean over \(book.patientsText(.coverage95)), 95 % confidence intervals."] + notes))
    }

    private func coverage(_ method: String, _ level: CountLevel) -> Chart.Line {
        let found = Measure.coverages.compactMap { coverage in
            book.estimate(ScoreBook.Key(method: method, level: level, measure: coverage.measure))
                .map { (coverage.level, $0) }
        }
        return Chart.Line(
            "\(Rival.title(of: method)), \(names(level))", found.map { Chart.Point(x: $0, y: $1.value) },
            intervals: found.map(\.1.interval))
    }

    /// Lines lie side by side, so that their intervals can be told apart.
    private func line(_ method: String, _ measure: Measure, shift: Double) -> Chart.Line {
        let found = book.levels.sorted().compactMap { level in
            book.estimate(ScoreBook.Key(method: method, level: level, measure: measure)).map { (level, $0) }
        }
        let step = 0.004 * (xAxis.range.upperBound - xAxis.range.lowerBound)
        return Chart.Line(
            Rival.title(of: method),
            found.map { Chart.Point(x: names.number($0) + shift * step, y: $1.value) },
            intervals: found.map(\.1.interval))
    }

    private var xAxis: Axis {
        let numbers = book.levels.map(names.number)
        let (least, most) = (numbers.min() ?? 0, numbers.max() ?? 1)
        return Axis(names.axis, (least - 0.1 * most)...(1.1 * most))
    }
}

extension Axis {
    /// An axis on which all the points and intervals have a place; `nil` where there are none.
    init?(_ label: String, holding lines: [Chart.Line]) {
        let values = lines.flatMap { line in
            line.points.map(\.y) + line.intervals.flatMap { [$0.lowerBound, $0.upperBound] }
        }.filter(\.isFinite)
        guard let least = values.min(), let most = values.max() else { return nil }
        let margin = max(0.05 * (most - least), 1e-6)
        self.init(label, (least - margin)...(most + margin))
    }
}

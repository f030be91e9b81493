import Figures
import Scintigraphy

/// What count levels are called in tables and figures.
struct LevelNames: Sendable {
    /// The counts of every reference; `nil` where they differ by more than 1 %.
    private let reference: Double?

    init(_ frames: [Frame]) {
        let totals = frames.map(\.reference.total)
        let (least, most) = (totals.min() ?? 0, totals.max() ?? 0)
        reference = most > 0 && most <= 1.01 * least ? (least + most) / 2 : nil
    }

    /// What a level's number is, with its unit.
    var axis: String { reference == nil ? "share of the counts in %" : "counts in thousands" }

    /// A level as that number.
    func number(_ level: CountLevel) -> Double { level.fraction * (reference.map { $0 / 1000 } ?? 100) }

    /// "200 kct", or "20 %".
    func callAsFunction(_ level: CountLevel) -> String { text(number(level)) }

    /// Such a number with its unit.
    func text(_ number: Double) -> String {
        "\(number.formatted(decimals: reference == nil ? 1 : 0)) \(reference == nil ? "%" : "kct")"
    }
}

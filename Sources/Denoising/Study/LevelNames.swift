import Figures
import Foundation
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

    /// A level as that number, of two digits: Poisson noise moves the third.
    func number(_ level: CountLevel) -> Double {
        guard let reference else { return 100 * level.fraction }
        let thousands = level.fraction * reference / 1000
        let unit = pow(10, log10(thousands).rounded(.down) - 1)
        return (thousands / unit).rounded() * unit
    }

    /// "200 kct", or "20 %".
    func callAsFunction(_ level: CountLevel) -> String { text(number(level)) }

    /// Such a number with its unit.
    func text(_ number: Double) -> String {
        "\(number.formatted(decimals: reference == nil ? 1 : 0)) \(reference == nil ? "%" : "kct")"
    }
}

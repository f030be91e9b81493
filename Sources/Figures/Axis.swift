import Foundation

/// An axis of a ``Chart``: what it shows, from where to where, and how.
public struct Axis: Sendable {
    /// How values become places.
    public enum Scale: Sendable {
        /// Equal differences are equally long.
        case linear
        /// Equal ratios are equally long.
        case logarithmic
    }

    /// What the numbers are, with their unit.
    public let label: String
    /// From the axis's one end to the other.
    public let range: ClosedRange<Double>
    /// How values become places.
    public let scale: Scale

    /// - Precondition: the range is finite and has a length, and a logarithmic one lies above 0.
    public init(_ label: String, _ range: ClosedRange<Double>, scale: Scale = .linear) {
        precondition((range.upperBound - range.lowerBound).isFinite && range.lowerBound < range.upperBound)
        precondition(scale == .linear || range.lowerBound > 0)
        self.label = label
        self.range = range
        self.scale = scale
    }

    /// Where a value lies: 0 at the lower end, 1 at the upper. Not finite where a logarithm has no place for it.
    func place(of value: Double) -> Double {
        func length(_ value: Double) -> Double { scale == .linear ? value : log10(value) }
        let (lower, upper) = (length(range.lowerBound), length(range.upperBound))
        return (length(value) - lower) / (upper - lower)
    }

    /// The values that are written at the axis: about six steps of 1, 2 or 5 times a power of ten; on a logarithmic
    /// axis the powers of ten, and 2 and 5 times these where there are few of them.
    var ticks: [Double] {
        scale == .linear ? linearTicks : logarithmicTicks
    }

    private var step: Double {
        let rough = (range.upperBound - range.lowerBound) / 6
        let power = pow(10, log10(rough).rounded(.down))
        return power * ([1, 2, 5].first { $0 * power >= rough * 0.999 } ?? 10)
    }

    private var linearTicks: [Double] {
        let first = (range.lowerBound / step - 1e-9).rounded(.up)
        let last = (range.upperBound / step + 1e-9).rounded(.down)
        return first <= last ? (0...Int(last - first)).map { (first + Double($0)) * step } : []
    }

    private var logarithmicTicks: [Double] {
        let (low, high) = (log10(range.lowerBound), log10(range.upperBound))
        let powers = Int(low.rounded(.down))...Int(high.rounded(.up))
        let multiples: [Double] = high - low > 2.5 ? [1] : [1, 2, 5]
        let inside = range.lowerBound * (1 - 1e-9)...range.upperBound * (1 + 1e-9)
        var ticks: [Double] = []
        for power in powers { ticks += multiples.map { $0 * pow(10, Double(power)) } }
        return ticks.filter(inside.contains)
    }

    /// A tick's value with as many decimals as tell it from its neighbours.
    func text(_ tick: Double) -> String {
        let size = scale == .linear ? step : max(tick, .leastNormalMagnitude)
        let decimals = min(max(0, Int((-log10(size) - 1e-9).rounded(.up))), 12)
        guard tick.magnitude < 10_000 else { return tick.grouped }
        return tick.fixed(decimals: decimals)
    }
}

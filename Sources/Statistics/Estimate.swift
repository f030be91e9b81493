import Foundation

/// A number from data, with what one must know to judge it.
public struct Estimate: Equatable, Codable, Sendable {
    /// The estimate itself, in `unit`.
    public let value: Double
    /// Where the true value lies with the confidence `level`.
    public let interval: ClosedRange<Double>
    /// The confidence level, 0.95 for 95 %.
    public let level: Double
    /// How the interval was found, such as "Student t".
    public let method: String
    /// How many observations it rests on.
    public let n: Int
    /// The unit of `value`, such as "dB"; empty for a pure number.
    public let unit: String

    /// As it was found; the members say what each is.
    public init(
        value: Double, interval: ClosedRange<Double>, level: Double, method: String, n: Int, unit: String = ""
    ) {
        self.value = value
        self.interval = interval
        self.level = level
        self.method = method
        self.n = n
        self.unit = unit
    }
}

extension Estimate: CustomStringConvertible {
    /// "31.24 dB (95 % CI 31.12 to 31.36; Student t, n = 10)": as many decimals as make the interval's
    /// width two digits.
    public var description: String {
        let width = interval.upperBound - interval.lowerBound
        let decimals = width > 0 && width.isFinite ? min(max(1 - Int(log10(width).rounded(.down)), 0), 12) : 3
        func text(_ number: Double) -> String { String(format: "%.\(decimals)f", number) }
        let percent = String(format: "%.4g", 100 * level)
        return text(value) + (unit.isEmpty ? "" : " \(unit)") + " (\(percent) % CI "
            + "\(text(interval.lowerBound)) to \(text(interval.upperBound)); \(method), n = \(n))"
    }
}

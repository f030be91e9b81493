import Foundation

extension Double {
    /// With at most so many decimals and no trailing zeros: 2.26, 40, 0.5.
    public func formatted(decimals: Int) -> String {
        let text = fixed(decimals: decimals)
        guard text.contains(".") else { return text }
        return String(text.reversed().drop { $0 == "0" }.drop { $0 == "." }.reversed())
    }

    /// With exactly so many decimals: 2.260.
    public func fixed(decimals: Int) -> String {
        let scale = (0..<decimals).reduce(1.0) { product, _ in 10 * product }
        // Foundation's formatting takes longer than all else that a short command does: for large numbers only.
        guard let steps = Int(exactly: (magnitude * scale).rounded(.toNearestOrEven)), steps < 1 << 53 else {
            return String(format: "%.\(decimals)f", self)
        }
        let digits = String(steps)
        let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
        let text = decimals == 0 ? padded : "\(padded.dropLast(decimals)).\(padded.suffix(decimals))"
        return self < 0 && steps > 0 ? "-" + text : text
    }

    /// As a whole number with commas between thousands: 3,596,452.
    public var grouped: String {
        guard isFinite else { return "\(self)" }
        let digits = magnitude.rounded().fixed(decimals: 0)
        let text = digits.enumerated().map { index, digit in
            index > 0 && (digits.count - index).isMultiple(of: 3) ? ",\(digit)" : "\(digit)"
        }
        return (rounded() < 0 ? "-" : "") + text.joined()
    }
}

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
        String(format: "%.\(decimals)f", locale: Locale(identifier: "en_US_POSIX"), self)
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

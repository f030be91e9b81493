import Foundation
public import Statistics

extension Estimate {
    /// As tables print it: "0.912 (0.850 to 0.974)".
    public func text(decimals: Int = 3) -> String {
        let texts = [value, interval.lowerBound, interval.upperBound].map { number in
            number.magnitude < 1e6 ? number.fixed(decimals: decimals) : String(format: "%.2e", number)
        }
        return "\(texts[0]) (\(texts[1]) to \(texts[2]))"
    }
}

extension Double {
    /// A test's chance as tables print it: "0.45", "0.0123", "< 0.0001".
    public var chanceText: String {
        self < 0.0001 ? "< 0.0001" : fixed(decimals: self < 0.1 ? 4 : 2)
    }
}

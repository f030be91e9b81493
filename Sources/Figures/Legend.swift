public import Scintigraphy

/// What colours over a picture mean.
public enum Legend {
    /// A colour and its meaning.
    public struct Entry: Equatable, Sendable {
        let colour: RGB
        let meaning: String

        /// Both.
        public init(_ colour: RGB, _ meaning: String) { (self.colour, self.meaning) = (colour, meaning) }
    }

    /// A colour of a picture, half covered by a tint where there is one.
    static func over(_ colour: UInt32, _ tint: RGB?) -> UInt32 {
        guard let tint else { return colour }
        func mixed(_ shift: UInt32, _ other: UInt8) -> UInt32 {
            (((colour >> shift & 255) + UInt32(other) + 1) / 2) << shift
        }
        return mixed(16, tint.red) | mixed(8, tint.green) | mixed(0, tint.blue)
    }
}

extension Canvas {
    /// One entry below the other, from this corner on.
    func draw(_ legend: [Legend.Entry], x: Double, y: Double) {
        for (index, entry) in legend.enumerated() {
            let top = y + 18 * Double(index)
            fill(Rectangle(x: x, y: top, width: 14, height: 12), with: entry.colour)
            text(entry.meaning, x: x + 20, y: top + 11, size: 13)
        }
    }
}

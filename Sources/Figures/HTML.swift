/// Text that is HTML already.
///
/// Strings put into it by interpolation are escaped, HTML is not: `"<td>\(name)</td>" as HTML` is safe
/// whatever the name is.
public struct HTML: ExpressibleByStringInterpolation, Equatable, Sendable {
    /// The markup.
    public private(set) var text: String

    /// Takes a literal for markup.
    public init(stringLiteral text: String) { self.text = text }

    /// Takes the literal parts for markup, the others by what they are.
    public init(stringInterpolation: StringInterpolation) { text = stringInterpolation.text }

    /// Puts the parts together.
    public struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var text = ""

        /// Begins with no markup.
        public init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(2 * literalCapacity)
        }

        /// Markup, as it is.
        public mutating func appendLiteral(_ literal: String) { text += literal }

        /// Text from anywhere: the five characters of HTML's syntax become entities, and control
        /// characters, which HTML forbids, the replacement character.
        public mutating func appendInterpolation(_ string: String) {
            for scalar in string.unicodeScalars {
                switch scalar {
                case "&": text += "&amp;"
                case "<": text += "&lt;"
                case ">": text += "&gt;"
                case "\"": text += "&quot;"
                case "'": text += "&#39;"
                case "\t", "\n": text.unicodeScalars.append(scalar)
                case _ where scalar.properties.generalCategory == .control: text += "\u{FFFD}"
                default: text.unicodeScalars.append(scalar)
                }
            }
        }

        /// Markup, as it is.
        public mutating func appendInterpolation(_ html: HTML) { text += html.text }

        /// One piece after the other, a line each.
        public mutating func appendInterpolation(_ pieces: [HTML]) {
            text += pieces.map(\.text).joined(separator: "\n")
        }
    }
}

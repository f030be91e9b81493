/// Text of a ``Document``, parts of which stand out.
///
/// Strings put into it by interpolation are plain text, whatever they hold: `"\(bold: name), \(age)"`.
public struct Prose: ExpressibleByStringInterpolation, Equatable, Sendable {
    /// How a part looks.
    public enum Style: String, Sendable {
        /// As most of it.
        case plain
        /// Weighty.
        case bold
        /// Less weighty.
        case faint
        /// As it should be.
        case good
        /// To be looked at.
        case caution
        /// As it should not be.
        case bad
        /// A number that identifies something: it may be broken anywhere.
        case code
    }

    /// Some text of one style.
    public struct Run: Equatable, Sendable {
        let text: String
        let style: Style
    }

    /// In the order in which they are read.
    public private(set) var runs: [Run] = []

    /// Whether there is nothing to read.
    public var isEmpty: Bool { runs.allSatisfy(\.text.isEmpty) }

    /// Text of one style.
    public init(_ text: String, _ style: Style = .plain) { runs = [Run(text: text, style: style)] }

    /// Plain text.
    public init(stringLiteral text: String) { self.init(text) }

    /// Text whose parts have styles.
    public init(stringInterpolation: StringInterpolation) { runs = stringInterpolation.runs }

    /// One after the other.
    public static func + (left: Prose, right: Prose) -> Prose {
        var both = left
        both.runs += right.runs
        return both
    }

    /// Puts the parts together.
    public struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var runs: [Run] = []

        /// Begins with no text.
        public init(literalCapacity: Int, interpolationCount: Int) {}

        /// Plain text.
        public mutating func appendLiteral(_ literal: String) { append(literal, .plain) }

        /// Plain text from anywhere.
        public mutating func appendInterpolation(_ text: String) { append(text, .plain) }

        /// A number as Swift writes it.
        public mutating func appendInterpolation(_ number: Int) { append("\(number)", .plain) }

        /// Text in bold.
        public mutating func appendInterpolation(bold text: String) { append(text, .bold) }

        /// Text of a style.
        public mutating func appendInterpolation(_ text: String, _ style: Style) { append(text, style) }

        /// Prose, as it is.
        public mutating func appendInterpolation(_ prose: Prose) { runs += prose.runs }

        private mutating func append(_ text: String, _ style: Style) {
            guard !text.isEmpty else { return }
            // Parts that look alike are one: no line may end between a word and its comma.
            let before = runs.last?.style == style ? runs.removeLast().text : ""
            runs.append(Run(text: before + text, style: style))
        }
    }
}

/// Names with a path each, in the order of the configuration.
public struct NamedPaths: Codable, Equatable, Sendable {
    /// A name with its path.
    public struct Entry: Equatable, Sendable {
        /// What is called so.
        public let name: String
        /// Where it is.
        public let path: String
    }

    /// In order.
    public let all: [Entry]

    /// These, in this order.
    public init(_ all: [Entry]) { self.all = all }

    private struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    /// Throws where a value is no text.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        all = try container.allKeys.map { key in
            Entry(name: key.stringValue, path: try container.decode(String.self, forKey: key))
        }
    }

    /// A mapping.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        for entry in all { try container.encode(entry.path, forKey: Key(stringValue: entry.name)) }
    }
}

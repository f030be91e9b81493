/// Names with a value each, in the order of the configuration.
public struct ByName<Value: Codable & Equatable & Sendable>: Codable, Equatable, Sendable {
    /// A name with its value.
    public struct Entry: Equatable, Sendable {
        /// What is called so.
        public let name: String
        /// What it has.
        public let value: Value
    }

    /// In order.
    public let all: [Entry]

    /// The value of the first of this name; `nil` where there is none.
    public subscript(name: String) -> Value? { all.first { $0.name == name }?.value }

    private struct NameKey: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    /// Throws where a value is of another kind.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: NameKey.self)
        all = try container.allKeys.map { key in
            Entry(name: key.stringValue, value: try container.decode(Value.self, forKey: key))
        }
    }

    /// A mapping, always in the same order: an interrupted study is known by the text of its plan.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: NameKey.self)
        for entry in all { try container.encode(entry.value, forKey: NameKey(stringValue: entry.name)) }
    }
}

extension ByName: ExpressibleByDictionaryLiteral {
    /// These, in this order.
    public init(dictionaryLiteral elements: (String, Value)...) {
        all = elements.map { Entry(name: $0, value: $1) }
    }
}

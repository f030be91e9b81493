/// One of several things, by its name in a configuration. A wrong name gets the right ones for an answer.
public protocol Choice: CaseIterable, Codable, RawRepresentable, Sendable where RawValue == String {}

extension Choice {
    /// Throws a sentence with all names where the name is none of them.
    public init(from decoder: any Decoder) throws {
        let name = try decoder.singleValueContainer().decode(String.self)
        guard let choice = Self(rawValue: name) else {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath,
                    debugDescription: "choose \(Self.allCases.map(\.rawValue).joined(separator: ", "))"))
        }
        self = choice
    }
}

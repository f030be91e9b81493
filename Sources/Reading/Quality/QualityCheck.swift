/// One fact about a scan's quality, and what is expected of it.
public struct QualityCheck: Codable, Equatable, Sendable {
    /// What was looked at, such as "Counts, anterior".
    public let name: String
    /// How it came out; as expected, too, where it was not judged.
    public let verdict: Verdict
    /// Whether the scan has what it takes to tell.
    public let isJudged: Bool
    /// What was found, in words.
    public let measured: String
    /// The figure behind `measured`, where there is one, in `unit`.
    public let value: Double?
    /// The unit of `value`; absent for a pure number.
    public let unit: String?
    /// What a bone scan should have there, in words.
    public let expected: String
    /// Where the expectation comes from.
    public let source: String

    init(
        _ name: String, _ verdict: Verdict, isJudged: Bool = true, measured: String, value: Double? = nil,
        unit: String? = nil, expected: String, source: String
    ) {
        self.name = name
        self.verdict = verdict
        self.isJudged = isJudged
        self.measured = measured
        self.value = value
        self.unit = unit
        self.expected = expected
        self.source = source
    }
}

extension QualityCheck {
    /// Verdict, what was found and what was expected, in a line of plain text.
    var line: String { "\(verdict.rawValue): \(name), \(measured); expected \(expected)" }
}

/// How a check came out, mildest first.
public enum Verdict: String, Codable, Comparable, CaseIterable, Sendable {
    /// As expected.
    case pass
    /// Unusual, or not stated: a reader should know.
    case warn
    /// Not as a bone scan should be. The reading goes on; what depends on it should not be relied on.
    case fail

    /// Whether the left verdict is the milder one.
    public static func < (left: Verdict, right: Verdict) -> Bool {
        allCases.firstIndex(of: left)! < allCases.firstIndex(of: right)!
    }
}

/// What is asked of a reading.
public struct ReadingSettings: Equatable, Sendable {
    /// Whether the scan is restored though it has counts enough.
    public var restores = false
    /// Whether it is tried what a fifth of the counts would have shown, and how near each method brings it to the scan.
    public var triesFewerCounts = false
    /// From which all random numbers follow.
    public var seed: UInt64 = 1

    /// What is usual.
    public init() {}

    /// By name, for the report.
    var named: [String: String] {
        [
            "restore": restores ? "always" : "where counts are low",
            "try fewer counts": triesFewerCounts ? "yes" : "no",
        ]
    }
}

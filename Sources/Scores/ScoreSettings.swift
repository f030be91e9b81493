/// How scores are judged.
public struct ScoreSettings: Codable, Equatable, Sendable {
    /// The score that the others are compared with; `nil` for the first.
    public var against: String?
    /// From where on a score is called positive, for those that have no threshold of their own; `nil` to choose each
    /// by Youden's index on these very cases.
    public var threshold: Double?
    /// The thresholds of single scores, by name.
    public var thresholds: [String: Double]
    /// How often patients are drawn for bootstrap intervals; 0 for none.
    public var replicates: Int
    /// Of the draws.
    public var seed: UInt64
    /// Of all intervals, 0.95 for 95 %.
    public var level: Double

    /// - Precondition: `replicates` is 0 or at least 100, `level` lies between 0 and 1.
    public init(
        against: String? = nil, threshold: Double? = nil, thresholds: [String: Double] = [:],
        replicates: Int = 2000, seed: UInt64 = 1, level: Double = 0.95
    ) {
        precondition((replicates == 0 || replicates >= 100) && level > 0 && level < 1)
        self.against = against
        self.threshold = threshold
        self.thresholds = thresholds
        self.replicates = replicates
        self.seed = seed
        self.level = level
    }
}

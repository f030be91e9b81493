/// Which columns of a file of scores are what.
public struct ColumnNames: Codable, Equatable, Sendable {
    /// The column with the truth.
    public var label: String
    /// The word that stands in it for a case with the finding; `nil` where it has 1 and 0.
    public var positive: String?
    /// The column that says whose case it is; `nil` for one called "patient", where there is one.
    public var patient: String?
    /// The columns with scores; empty for all others.
    public var scores: [String]

    /// By default as the guide has them: label with 1 and 0, patient, and all others are scores.
    public init(
        label: String = "label", positive: String? = nil, patient: String? = nil, scores: [String] = []
    ) {
        self.label = label
        self.positive = positive
        self.patient = patient
        self.scores = scores
    }
}

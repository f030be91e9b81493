/// How an image was computed from another: what the new object tells of it.
public struct Derivation: Equatable, Sendable {
    /// What was done, in one ASCII sentence with its settings and seed, such as
    /// “Binomial thinning to 20 % of the counts, seed 1.”
    public let description: String
    /// The same as a code.
    public let code: CodedConcept
    /// What Series Description gets at its end, such as “THINNED 20 %”.
    public let seriesSuffix: String
    /// The version of bonescan.
    public let softwareVersion: String

    /// As the new object is to tell it.
    public init(description: String, code: CodedConcept, seriesSuffix: String, softwareVersion: String) {
        self.description = description
        self.code = code
        self.seriesSuffix = seriesSuffix
        self.softwareVersion = softwareVersion
    }
}

/// What is called a hot spot, and what of it counts.
public struct HotSpotSettings: Codable, Equatable, Sendable {
    /// The surest pixel of a hot spot has at least this probability of a focus. Foci are outlined at the model's own,
    /// lower threshold.
    public var leastProbability = 0.5
    /// What covers less than this in each view, in cm², is smaller than a camera can show, and does not count.
    public var leastSquareCentimetres = 0.6
    /// A focus of the anterior and one of the posterior view are one hot spot where their middles are no farther apart
    /// than this, in millimetres, or than the larger one's radius.
    public var matchingMillimetres = 15.0

    /// As docs/hot-spots.md has measured them for the shipped U-Net.
    public init() {}
}

/// What a test holds against the hypothesis that there is no difference.
public enum Alternative: String, Codable, CaseIterable, Sendable {
    /// There is a difference, in whichever direction.
    case twoSided
    /// The first is greater than the second.
    case greater
    /// The first is less than the second.
    case less
}

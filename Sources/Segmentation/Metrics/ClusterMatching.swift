/// How clusters come by the classes that they are scored with.
public enum ClusterMatching: String, Codable, Sendable {
    /// No two share one: ``ConfusionCounts/hungarianMatching()``.
    case hungarian
    /// Each has that of most of its pixels: ``ConfusionCounts/majorityMatching()``.
    case majority

    /// The usual one: by majority where there are more clusters than classes, of which the Hungarian method would leave
    /// some without.
    public init(clusters: Int, classes: Int) { self = clusters > classes ? .majority : .hungarian }
}

extension ConfusionCounts {
    /// The class of each cluster, from 0; `nil` for clusters without.
    public func matching(_ kind: ClusterMatching) -> [Int?] {
        switch kind {
        case .hungarian: hungarianMatching()
        case .majority: majorityMatching()
        }
    }
}

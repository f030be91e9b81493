import Scintigraphy
import Segmentation

/// How high the parts of the trunk lie in a view: enough to find a height of it again where the patient lies otherwise.
struct TrunkFrame: Equatable, Sendable {
    /// The mean height of each landmark that the view shows, in millimetres below the upper edge.
    private let heights: [BoneClass: Double]

    /// From head to foot.
    private static let landmarks: [BoneClass] = [.skull, .thoracicSpine, .lumbarSpine, .pelvis]
    /// A part of fewer pixels is no landmark.
    private static let leastPixels = 50

    init(_ anatomy: ViewAnatomy) {
        var sums: [UInt8: (rows: Int, count: Int)] = [:]
        for (pixel, label) in anatomy.labels.enumerated() where label != BoneClass.background {
            let sum = sums[label] ?? (0, 0)
            sums[label] = (sum.rows + pixel / anatomy.columns, sum.count + 1)
        }
        heights = Self.landmarks.reduce(into: [:]) { heights, landmark in
            guard let sum = sums[landmark.label], sum.count >= Self.leastPixels else { return }
            heights[landmark] = Double(sum.rows) / Double(sum.count) * anatomy.spacing.rowMillimetres
        }
    }

    /// A height of this trunk in another one: evenly between the landmarks, and as far beyond the outermost ones.
    func height(_ down: Double, in other: TrunkFrame) -> Double {
        let known = Self.landmarks.compactMap { landmark in
            heights[landmark].flatMap { here in other.heights[landmark].map { (here: here, there: $0) } }
        }
        let rising = zip(known, known.dropFirst()).allSatisfy { $0.here < $1.here && $0.there < $1.there }
        guard let first = known.first, let last = known.last, rising else { return down }
        if down <= first.here { return first.there + down - first.here }
        for (above, below) in zip(known, known.dropFirst()) where down <= below.here {
            let share = (down - above.here) / (below.here - above.here)
            return above.there + share * (below.there - above.there)
        }
        return last.there + down - last.here
    }
}

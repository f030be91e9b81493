import Segmentation

/// Which focus of the posterior view is which of the anterior one.
struct FocusMatching {
    /// Foci whose middles are farther apart than this, and than the larger one's radius, are two; in millimetres.
    let millimetres: Double

    /// Pairs, the nearest ones first, and what is left over by itself.
    func groups(_ anterior: [SeenFocus], _ posterior: [SeenFocus]) -> [[SeenFocus]] {
        let pairs = anterior.indices.flatMap { front in
            posterior.indices.compactMap { back -> (distance: Double, front: Int, back: Int)? in
                let distance = Self.distance(anterior[front], posterior[back])
                let limit = max(millimetres, anterior[front].radius, posterior[back].radius)
                return distance <= limit && Self.mayBeOne(anterior[front], posterior[back])
                    ? (distance, front, back) : nil
            }
        }
        var (fronts, backs) = (Set<Int>(), Set<Int>())
        var groups: [[SeenFocus]] = []
        for pair in pairs.sorted(by: { ($0.distance, $0.front, $0.back) < ($1.distance, $1.front, $1.back) })
        where !fronts.contains(pair.front) && !backs.contains(pair.back) {
            fronts.insert(pair.front)
            backs.insert(pair.back)
            groups.append([anterior[pair.front], posterior[pair.back]])
        }
        groups += anterior.indices.filter { !fronts.contains($0) }.map { [anterior[$0]] }
        return groups + posterior.indices.filter { !backs.contains($0) }.map { [posterior[$0]] }
    }

    /// Of their middles in the patient, in millimetres.
    static func distance(_ one: SeenFocus, _ other: SeenFocus) -> Double {
        let (left, down) = (one.left - other.left, one.down - other.down)
        return (left * left + down * down).squareRoot()
    }

    /// Whether bone, side and what is no bone speak against it.
    private static func mayBeOne(_ front: SeenFocus, _ back: SeenFocus) -> Bool {
        guard (front.artefact == nil) == (back.artefact == nil) else { return false }
        if let one = front.focus.side, let other = back.focus.side, one != other { return false }
        guard let one = front.focus.bone, let other = back.focus.bone else { return true }
        return one == other || crossing.contains { $0.contains(one) && $0.contains(other) }
    }

    /// Bones that lie before or behind each other: one lesion may be told of either.
    private static let crossing: [Set<NamedBone>] = [
        [
            .ofClass(.sternum), .ofClass(.thoracicSpine), .ofClass(.ribs), .ofClass(.clavicles),
            .ofClass(.scapulae),
        ],
        [.ofClass(.scapulae), .ofClass(.humeri), .ofClass(.clavicles)],
        [.ofClass(.skull), .ofClass(.cervicalSpine)], [.ofClass(.cervicalSpine), .ofClass(.thoracicSpine)],
        [.ofClass(.ribs), .ofClass(.lumbarSpine), .ofClass(.thoracicSpine)],
        [.ofClass(.lumbarSpine), .ofClass(.sacrum), .ofClass(.pelvis)],
        [.ofClass(.pelvis), .ofClass(.femora)],
        [.ofClass(.femora), .other], [.ofClass(.humeri), .other], [.ofClass(.pelvis), .other],
    ]
}

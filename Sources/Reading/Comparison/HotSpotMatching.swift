import Scintigraphy
import Segmentation

/// Which hot spots of an earlier scan are which of a later one.
struct HotSpotMatching {
    private let current, prior: HotSpotSet
    private var frames: [Key: (prior: BoneFrame, current: BoneFrame)?] = [:]

    private struct Key: Hashable {
        let view: View
        let region: BoneRegion
    }

    /// Middles that are farther apart than this, and than the larger one's radius, are of two; in millimetres.
    static let millimetres = 20.0

    init(_ current: HotSpotSet, _ prior: HotSpotSet) { (self.current, self.prior) = (current, prior) }

    /// Pairs of places in the lists, the nearest first; each is in one pair at most.
    mutating func pairs(_ now: [[SeenFocus]], _ then: [[SeenFocus]]) -> [(now: Int, then: Int)] {
        var near: [(distance: Double, now: Int, then: Int)] = []
        for earlier in then.indices {
            let moved = then[earlier].map { (focus: $0, place: place($0)) }
            for later in now.indices {
                let distances = moved.flatMap { focus, place in
                    now[later].compactMap { other -> Double? in
                        let (left, down) = (place.left - other.left, place.down - other.down)
                        let distance = (left * left + down * down).squareRoot()
                        return distance <= max(Self.millimetres, focus.radius, other.radius) ? distance : nil
                    }
                }
                if let distance = distances.min() { near.append((distance, later, earlier)) }
            }
        }
        var (used, gone) = (Set<Int>(), Set<Int>())
        return near.sorted { ($0.distance, $0.now, $0.then) < ($1.distance, $1.now, $1.then) }.compactMap {
            guard !used.contains($0.now), !gone.contains($0.then) else { return nil }
            used.insert($0.now)
            gone.insert($0.then)
            return ($0.now, $0.then)
        }
    }

    /// Where a focus of the earlier scan lies in the later one: by its bone, or else by both scans' mid-lines alone.
    private mutating func place(_ focus: SeenFocus) -> (left: Double, down: Double) {
        let place = (left: focus.left, down: focus.down)
        guard let bone = focus.focus.bone else { return place }
        let side = bone.isOfTheMidLine ? nil : focus.side
        let key = Key(view: focus.focus.view, region: BoneRegion(bone: bone, side: side))
        let known = frames[key] ?? both(key)
        frames[key] = .some(known)
        return known.map { $0.prior.place(place, in: $0.current) } ?? place
    }

    private func both(_ key: Key) -> (prior: BoneFrame, current: BoneFrame)? {
        guard let then = prior.anatomies.first(where: { $0.view == key.view }),
            let now = current.anatomies.first(where: { $0.view == key.view }),
            let before = BoneFrame(key.region, in: then), let after = BoneFrame(key.region, in: now)
        else { return nil }
        return (before, after)
    }
}

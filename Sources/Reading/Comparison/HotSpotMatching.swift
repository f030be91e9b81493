/// Which hot spots of an earlier scan are which of a later one.
struct HotSpotMatching {
    /// From the earlier scan to the later one.
    private var alignment: BoneAlignment

    /// Middles that are farther apart than this, and than the larger one's radius, are of two; in millimetres.
    static let millimetres = 20.0

    init(_ current: HotSpotSet, _ prior: HotSpotSet) { alignment = BoneAlignment(from: prior, to: current) }

    /// Pairs of places in the lists, the nearest first; each is in one pair at most.
    mutating func pairs(_ now: [[SeenFocus]], _ then: [[SeenFocus]]) -> [(now: Int, then: Int)] {
        var near: [(distance: Double, now: Int, then: Int)] = []
        for earlier in then.indices {
            let moved = then[earlier].map { (focus: $0, place: alignment.place($0)) }
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
}

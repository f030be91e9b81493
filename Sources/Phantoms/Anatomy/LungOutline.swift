/// A lung: what ribs and sternum enclose on one side, beside the mediastinum. Liver, stomach and spleen push the
/// diaphragm up into it when they are painted over it.
struct LungOutline {
    private let side: Side
    private let skeleton: PosedSkeleton
    private let ribs: BoneOutline

    init(_ side: Side, _ skeleton: PosedSkeleton) {
        (self.side, self.skeleton) = (side, skeleton)
        let bones = (1...10).map { Bone.sided("rib \($0)", side) }
        ribs = BoneOutline(of: bones, in: skeleton)
    }

    /// - Parameter size: the body's size relative to the reference.
    func member(_ size: Float) -> BodyMember {
        let spine = (1...12).map { skeleton.centroid(.thoracic($0)) }
        let top = skeleton.box(.sided("rib 1", side)).high.y - 4 * size
        let bottom = spine[10].y + 4 * size
        let dome = spine[7].y - 8 * size
        let count = max(2, Int((top - bottom) / BodyMember.spacing) + 1)
        var sections: [BodySection] = []
        for row in 0..<count {
            let y = top - Float(row) * BodyMember.spacing
            guard let box = ribs.box(atY: y, reach: 14) else { continue }
            let next = spine.firstIndex { $0.y <= y } ?? 11
            let middle = spine[next].x
            // The mediastinum is wider below, where the heart lies to the left.
            let t = Float(row) / Float(count - 1)
            let inner = middle + side.sign * (16 + 14 * t) * size
            let outer = side == .left ? box.high.x - 9 * size : box.low.x + 9 * size
            let low = box.low.y + 9 * size
            // Below the dome of the diaphragm only the recess at the back is left.
            let below = min(1, max(0, (dome - y) / (dome - bottom)))
            let high = box.high.y - 9 * size - 0.8 * below * (box.high.y - box.low.y - 18 * size)
            let apex = min(1, 0.35 + 4 * t)
            let half = max(4, side.sign * (outer - inner) / 2)
            let depth = max(4, (high - low) / 2)
            sections.append(
                BodySection(
                    x: (inner + outer) / 2, z: (low + high) / 2, halfWidth: half * apex, front: depth * apex,
                    back: depth * apex, exponent: 2.3, slope: -skeleton.rotation))
        }
        return BodyMember(part: .lung(side), top: top, sections: sections)
    }
}

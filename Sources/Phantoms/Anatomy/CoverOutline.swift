/// Skin that follows the bones closely: head, hands and feet.
struct CoverOutline {
    private let part: BodyMember.Part
    private let bones: BoneOutline
    /// What lies over the bones at the sides, in front and behind, and above and below, in mm of the reference body.
    private let sides, front, back, ends: Float
    private let exponent: Float
    /// Half the height over which bones count for one section.
    private let reach: Float

    /// Scalp, face and jaw.
    init(head skeleton: PosedSkeleton) {
        part = .head
        bones = BoneOutline(of: [.skull, .mandible], in: skeleton)
        (sides, front, back, ends, exponent, reach) = (6, 7, 6, 7, 2.15, 10)
    }

    /// From wrist to finger tips.
    init(hand side: Side, _ skeleton: PosedSkeleton) {
        part = .hand(side)
        bones = BoneOutline(
            of: Self.bones(from: "scaphoid", to: "distal phalanx of finger 5", side), in: skeleton)
        (sides, front, back, ends, exponent, reach) = (6, 6, 6, 7, 2.4, 10)
    }

    /// From ankle to toes.
    init(foot side: Side, _ skeleton: PosedSkeleton) {
        part = .foot(side)
        bones = BoneOutline(of: Self.bones(from: "talus", to: "distal phalanx of toe 5", side), in: skeleton)
        (sides, front, back, ends, exponent, reach) = (8, 8, 8, 10, 2.3, 12)
    }

    private static func bones(from first: String, to last: String, _ side: Side) -> [Bone] {
        let range = Bone.sided(first, side)...Bone.sided(last, side)
        return Bone.all.filter { $0.side == side && range.contains($0) }
    }

    /// - Parameter flesh: its fat lies thinly here.
    func member(_ flesh: Flesh) -> BodyMember {
        let size = flesh.size
        let fat = 0.06 * flesh.fat
        let end = ends * size
        let top = bones.top + end
        let bottom = bones.height(bones.rows.count - 1) - end
        let count = max(2, Int((top - bottom) / BodyMember.spacing) + 1)
        var boxes: [(low: SIMD2<Float>, high: SIMD2<Float>)] = []
        for row in 0..<count {
            let y = min(bones.top, max(bottom + end, top - Float(row) * BodyMember.spacing))
            boxes.append(bones.box(atY: y, reach: reach) ?? boxes.last ?? (.zero, .zero))
        }
        var sections = boxes.indices.map { row in
            let near = boxes[max(0, row - 2)...min(count - 1, row + 2)]
            let low = near.reduce(SIMD2<Float>.zero) { $0 + $1.low } / Float(near.count)
            let high = near.reduce(SIMD2<Float>.zero) { $0 + $1.high } / Float(near.count)
            let middle = (low + high) / 2
            let half = (high - low) / 2
            return BodySection(
                x: middle.x, z: middle.y, halfWidth: half.x + sides * size + fat,
                front: half.y + front * size + fat, back: half.y + back * size + fat, exponent: exponent,
                fat: fat)
        }
        bones.enclose(&sections, top: top, margin: 3 * size)
        // Both ends close.
        for index in sections.indices {
            let depth = Float(min(index, count - 1 - index)) * BodyMember.spacing / end
            guard depth < 1 else { continue }
            let closing = max(0.3, (1 - (1 - depth) * (1 - depth)).squareRoot())
            sections[index].halfWidth *= closing
            sections[index].front *= closing
            sections[index].back *= closing
        }
        return BodyMember(part: part, top: top, sections: sections.smoothed(times: 1))
    }
}

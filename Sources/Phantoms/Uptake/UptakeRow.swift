/// A line of the table of normal uptake: a place in some bones, and how much more tracer it has than they.
struct UptakeRow: Sendable {
    /// The bones' name without side; a star at the end stands for any rest: "rib *", "L*".
    let bones: String
    /// What the place is called.
    let place: String
    /// In fractions of the bone's bounding box: from medial to lateral (in bones of the midline from the
    /// patient's right to the left), from foot to head, from back to front.
    let centre: SIMD3<Float>
    /// How far it extends from its centre in these directions, in mm, half of it at the full excess.
    let reach: SIMD3<Float>
    /// Of the lumbar vertebral body's concentration; below zero for less.
    let excess: Float
    /// The site it belongs to; nil where it does not vary by itself.
    let kind: BoneSite.Kind?
    /// Whether a bone of the midline has it on both sides.
    let isPaired: Bool
    /// Which joint of the vertebra: 0 the one below, -1 the one above.
    let joint: Int

    init(
        _ bones: String, _ place: String, at centre: SIMD3<Float>, reach: SIMD3<Float>, _ excess: Float,
        _ kind: BoneSite.Kind? = nil, isPaired: Bool = false, joint: Int = 0
    ) {
        self.bones = bones
        self.place = place
        self.centre = centre
        self.reach = reach
        self.excess = excess
        self.kind = kind
        self.isPaired = isPaired
        self.joint = joint
    }

    func concerns(_ bone: Bone) -> Bool { Self.matches(bones, bone) }

    static func matches(_ pattern: String, _ bone: Bone) -> Bool {
        pattern.last == "*" ? bone.part.hasPrefix(pattern.dropLast()) : bone.part == pattern
    }
}

extension UptakeRow {
    /// The row in one bone: once, or on both sides of a bone of the midline.
    func marks(in bone: Bone) -> [UptakeMark] {
        guard concerns(bone), exists(in: bone) else { return [] }
        if bone.side == nil && isPaired {
            return Side.allCases.map { UptakeMark(row: self, bone: bone, side: $0) }
        }
        return [UptakeMark(row: self, bone: bone, side: bone.side)]
    }

    /// There are no facets above C1, and no disc above C2/C3.
    private func exists(in bone: Bone) -> Bool {
        guard let level = bone.spineLevel else { return true }
        return switch kind {
        case .disc: level + joint >= 2
        case .facet: level + joint >= 1
        default: true
        }
    }
}

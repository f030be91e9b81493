import Scintigraphy

/// A row of the table in one bone and on one side.
struct UptakeMark: Sendable {
    let row: UptakeRow
    let bone: Bone
    let side: Side?

    /// The joint or other site that governs it.
    var site: BoneSite? {
        guard let kind = row.kind else { return nil }
        return switch kind {
        case .disc: BoneSite(kind: kind, side: nil, level: (bone.spineLevel ?? 25) + row.joint)
        case .facet: BoneSite(kind: kind, side: side, level: (bone.spineLevel ?? 25) + row.joint)
        case .costovertebral, .costochondral: BoneSite(kind: kind, side: side, level: bone.level)
        case .symphysis: BoneSite(kind: kind, side: nil, level: nil)
        default: BoneSite(kind: kind, side: side, level: nil)
        }
    }

    /// The place's centre in the frame of the bone's segment, in mm, given the bone's bounding box there.
    func centre(lowest: SIMD3<Float>, highest: SIMD3<Float>) -> SIMD3<Float> {
        var fraction = row.centre
        if side == .right { fraction.x = 1 - fraction.x }
        return lowest + fraction * (highest - lowest)
    }
}

extension Bone {
    /// 1 for C1 to 24 for L5, 25 for the sacrum; nil for other bones.
    var spineLevel: Int? {
        switch region {
        case .cervicalSpine: level
        case .thoracicSpine: level.map { $0 + 7 }
        case .lumbarSpine: level.map { $0 + 19 }
        case .sacrum: 25
        default: nil
        }
    }
}

extension UptakeMark {
    /// Every place of every bone, bone by bone.
    static let all = Bone.all.flatMap { bone in UptakeRow.table.flatMap { $0.marks(in: bone) } }
}

extension BoneSite {
    /// Every site once, from head to foot: the order of `Uptake.siteFactors`.
    public static let all: [BoneSite] = {
        var known: Set<BoneSite> = []
        return UptakeMark.all.compactMap(\.site).filter { known.insert($0).inserted }
    }()

    /// Where each stands in `all`.
    static let places = Dictionary(uniqueKeysWithValues: zip(all, 0...))
}

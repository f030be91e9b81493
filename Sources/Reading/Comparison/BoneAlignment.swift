import Scintigraphy
import Segmentation

/// Where what is seen in one scan lies in another one of the same patient, by the bones of both.
///
/// Limbs move for themselves: a place is found again by its bone. In head and trunk it is as high between skull, chest,
/// loin and pelvis, and as far from the mid-line, whatever the bone is called there.
struct BoneAlignment {
    private let source, target: [ViewAnatomy]
    private var limbs: [Limb: (source: BoneFrame, target: BoneFrame)?] = [:]
    private let trunks: [View: (source: TrunkFrame, target: TrunkFrame)]

    private struct Limb: Hashable {
        let view: View
        let region: BoneRegion
        /// Whether it lies below the thigh: forearm and hand are moved otherwise than leg and foot.
        let isLow: Bool
    }

    init(from source: HotSpotSet, to target: HotSpotSet) {
        (self.source, self.target) = (source.anatomies, target.anatomies)
        trunks = source.anatomies.reduce(into: [:]) { trunks, anatomy in
            guard let other = target.anatomies.first(where: { $0.view == anatomy.view }) else { return }
            trunks[anatomy.view] = (TrunkFrame(anatomy), TrunkFrame(other))
        }
    }

    /// The place of a focus in the other scan's patient.
    mutating func place(_ focus: SeenFocus) -> (left: Double, down: Double) {
        let place = (left: focus.left, down: focus.down)
        if let limb = limb(focus), let frames = frames(limb) {
            return frames.source.place(place, in: frames.target)
        }
        guard let trunk = trunks[focus.focus.view] else { return place }
        return (place.left, trunk.source.height(place.down, in: trunk.target))
    }

    private func limb(_ focus: SeenFocus) -> Limb? {
        guard let bone = focus.focus.bone, bone.isOfLimb,
            let anatomy = source.first(where: { $0.view == focus.focus.view })
        else { return nil }
        return Limb(
            view: anatomy.view, region: BoneRegion(bone: bone, side: focus.side),
            isLow: bone == .other && focus.down > anatomy.endOfThighs)
    }

    private mutating func frames(_ limb: Limb) -> (source: BoneFrame, target: BoneFrame)? {
        if let known = limbs[limb] { return known }
        let found = [source, target].map { anatomies in
            anatomies.first { $0.view == limb.view }.flatMap { BoneFrame(pixels(limb, in: $0), in: $0) }
        }
        let both = found[0].flatMap { source in found[1].map { (source: source, target: $0) } }
        limbs[limb] = .some(both)
        return both
    }

    private func pixels(_ limb: Limb, in anatomy: ViewAnatomy) -> [Int] {
        let all = anatomy.pixels(of: limb.region)
        guard limb.region.bone == .other else { return all }
        let end = anatomy.endOfThighs
        return all.filter { (anatomy.place($0).down > end) == limb.isLow }
    }
}

extension NamedBone {
    /// Whether it moves for itself.
    var isOfLimb: Bool { [.ofClass(.humeri), .ofClass(.femora), .other].contains(self) }
}

extension ViewAnatomy {
    /// Where the femora end, in millimetres below the upper edge; beyond the lower edge where the view shows none.
    fileprivate var endOfThighs: Double {
        let label = NamedBone.ofClass(.femora).label
        guard let last = labels.lastIndex(of: label) else { return .infinity }
        return Double(last / columns) * spacing.rowMillimetres
    }
}

import Scintigraphy
import Segmentation

/// Where what is seen in one scan lies in another one of the same patient, by the bones of both.
struct BoneAlignment {
    private let source, target: [ViewAnatomy]
    private var frames: [Key: (source: BoneFrame, target: BoneFrame)?] = [:]

    private struct Key: Hashable {
        let view: View
        let region: BoneRegion
    }

    init(from source: HotSpotSet, to target: HotSpotSet) {
        (self.source, self.target) = (source.anatomies, target.anatomies)
    }

    /// The place of a focus in the other scan's patient: by its bone, or else by both scans' mid-lines alone.
    mutating func place(_ focus: SeenFocus) -> (left: Double, down: Double) {
        let place = (left: focus.left, down: focus.down)
        guard let bone = focus.focus.bone else { return place }
        let side = bone.isOfTheMidLine ? nil : focus.side
        let key = Key(view: focus.focus.view, region: BoneRegion(bone: bone, side: side))
        let known = frames[key] ?? both(key)
        frames[key] = .some(known)
        return known.map { $0.source.place(place, in: $0.target) } ?? place
    }

    private func both(_ key: Key) -> (source: BoneFrame, target: BoneFrame)? {
        guard let one = source.first(where: { $0.view == key.view }),
            let other = target.first(where: { $0.view == key.view }),
            let before = BoneFrame(key.region, in: one), let after = BoneFrame(key.region, in: other)
        else { return nil }
        return (before, after)
    }
}

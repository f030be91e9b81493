import Scintigraphy
import Segmentation

/// How hot places of one scan are, and the same places of another.
struct PlacedContrasts {
    private let source, target: HotSpotSet
    private var alignment: BoneAlignment

    init(_ source: HotSpotSet, _ target: HotSpotSet) {
        (self.source, self.target) = (source, target)
        alignment = BoneAlignment(from: source, to: target)
    }

    /// The contrast at a focus and at its place in the other scan, both measured alike; `nil` where either is not known.
    mutating func callAsFunction(_ focus: SeenFocus) -> (here: Double, there: Double)? {
        guard let here = Self.contrast(of: focus, in: source),
            let there = Self.contrast(of: focus, in: target, at: alignment.place(focus)), there > 0
        else { return nil }
        return (here, there)
    }

    private static func contrast(
        of focus: SeenFocus, in set: HotSpotSet, at place: (left: Double, down: Double)? = nil
    ) -> Double? {
        guard let index = set.anatomies.firstIndex(where: { $0.view == focus.focus.view }) else { return nil }
        if case .notForQuantification = set.images[index].meaning { return nil }
        return PlacedContrast(image: set.images[index], anatomy: set.anatomies[index])(
            place ?? (focus.left, focus.down), radius: focus.radius)
    }
}

public import Scintigraphy
import Segmentation

/// The hot spots of a scan, and where each lies in its views.
public struct HotSpotSet: Equatable, Sendable {
    /// From head to foot, those that do not count among them: number `n` is at `n - 1`.
    public let spots: [HotSpot]
    /// By what settings they were called.
    public let settings: HotSpotSettings
    /// What lies where, beside ``spots``: the pixels of its foci.
    let extents: [HotSpotExtent]
    /// What the model outlines and is not sure enough of to be called a hot spot.
    let faint: [[SeenFocus]]
    /// Of each view, anterior first.
    let anatomies: [ViewAnatomy]
    /// The scan's images of the same views.
    let images: [CountImage]

    /// How many foci the model outlines and is not sure enough of to be called hot spots.
    public var faintFoci: Int { faint.count }

    /// Whether a view is there.
    func shows(_ view: View) -> Bool { anatomies.contains { $0.view == view } }

    /// The number of the hot spot in each pixel of a view, row by row; 0 for none. `nil` where the view was not segmented.
    public func numbers(_ view: View) -> [UInt16]? {
        guard let anatomy = anatomies.first(where: { $0.view == view }) else { return nil }
        var numbers = [UInt16](repeating: 0, count: anatomy.rows * anatomy.columns)
        for (spot, extent) in zip(spots, extents) {
            for focus in extent.foci where focus.focus.view == view {
                for pixel in focus.pixels { numbers[pixel] = UInt16(clamping: spot.number) }
            }
        }
        return numbers
    }

    /// The same as a mask; beyond 255, all have 255.
    public func mask(_ view: View) -> LabelImage? {
        guard let anatomy = anatomies.first(where: { $0.view == view }), let numbers = numbers(view) else {
            return nil
        }
        return LabelImage(
            rows: anatomy.rows, columns: anatomy.columns, labels: numbers.map { UInt8(min($0, 255)) },
            view: view)
    }
}

/// A hot spot as it lies in the views.
struct HotSpotExtent: Equatable, Sendable {
    /// One of each view, anterior first.
    let foci: [SeenFocus]
    /// What speaks for one kind of lesion or another.
    let facts: HotSpotFacts
    /// How probable it is that there is a lesion at all; `nil` where nothing tells.
    let isLesion: Double?

    /// The focus that the model is surest of.
    var surest: SeenFocus { foci.surest }
}

extension [SeenFocus] {
    /// That with the highest probability; of equals, the first. There is one at least.
    var surest: SeenFocus {
        self.dropFirst().reduce(self[0]) {
            $1.focus.maximumProbability > $0.focus.maximumProbability ? $1 : $0
        }
    }

    /// What else than bone any of them lies in.
    var artefact: HotArtefact.Kind? { compactMap(\.artefact).first }

    /// In millimetres below the upper edge: the mean of both views.
    var down: Double { reduce(0) { $0 + $1.down } / Double(count) }
}

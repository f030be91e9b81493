import Foundation
import Phantoms
import Scintigraphy
import Segmentation

/// What of a hot spot may speak for one kind of lesion or another, as numbers.
///
/// Of the patient it knows what the views show alone: no age, no history.
struct HotSpotFacts: Equatable, Sendable {
    /// The bone, and its side.
    let region: BoneRegion?
    /// In cm²: the larger of its areas.
    let area: Double
    /// The higher of its contrasts; 1 where there is none.
    let contrast: Double
    /// The highest probability of a focus.
    let probability: Double
    /// Length over width, 1 or more, of a uniform ellipse with its second moments.
    let elongation: Double
    /// From -1, it stands upright, to 1, it lies across; 0 where it is round.
    let lying: Double
    /// From 0, the upper end of its bone in the view, to 1, the lower one.
    let lowness: Double
    /// How far its middle is from the mid-line, in millimetres.
    let offMidLine: Double
    /// How far its middle is from the nearest pixel of another bone, in millimetres, up to ``farthestJoint``.
    let toNextBone: Double
    /// How many views show it.
    let views: Int
    /// Whether there is one at the same place of the same bone on the other side.
    let hasTwin: Bool
    /// Whether there is another above or below it in the ribs of its side.
    let isInRow: Bool
    /// How many others count, and how many of these are in spine, ribs, sternum and pelvis.
    let others, othersOfTrunk: Int

    /// What is farther than this from other bones is at no joint, in millimetres.
    static let farthestJoint = 40.0
}

extension HotSpotFacts {
    /// Of each hot spot.
    ///
    /// - Parameters:
    ///   - groups: the foci of each.
    ///   - counted: which of them are the others of the rest.
    ///   - anatomies: of the views.
    static func all(
        of groups: [[SeenFocus]], counted: [Bool], in anatomies: [ViewAnatomy]
    ) -> [HotSpotFacts] {
        let trunk: Set<NamedBone> = [
            .ofClass(.thoracicSpine), .ofClass(.lumbarSpine), .ofClass(.sacrum), .ofClass(.pelvis),
            .ofClass(.ribs), .ofClass(.sternum),
        ]
        var spans = BoneSpans()
        return groups.indices.compactMap { place in
            let (group, seen) = (groups[place], groups[place].surest)
            guard let anatomy = anatomies.first(where: { $0.view == seen.focus.view }) else { return nil }
            let others = groups.indices.filter { $0 != place && counted[$0] }.map { groups[$0].surest }
            let bone = seen.focus.bone
            let region = bone.map { BoneRegion(bone: $0, side: $0.isOfTheMidLine ? nil : seen.side) }
            let shape = FocusShape(seen.pixels, in: anatomy)
            return HotSpotFacts(
                region: region, area: group.map(\.area).max() ?? 0,
                contrast: group.compactMap(\.focus.contrast).max() ?? 1,
                probability: seen.focus.maximumProbability, elongation: shape.elongation, lying: shape.lying,
                lowness: region.map { spans.lowness(of: seen, in: $0, anatomy) } ?? 0.5,
                offMidLine: abs(seen.left), toNextBone: anatomy.distanceToNextBone(from: seen),
                views: group.count, hasTwin: others.contains { isTwin(seen, $0) },
                isInRow: others.contains { isInRow(seen, $0) }, others: others.count,
                othersOfTrunk: others.count { $0.focus.bone.map(trunk.contains) ?? false })
        }
    }

    private static func isTwin(_ one: SeenFocus, _ other: SeenFocus) -> Bool {
        one.focus.bone == other.focus.bone && one.left * other.left < 0
            && abs(one.left + other.left) <= 25 && abs(one.down - other.down) <= 25
    }

    private static func isInRow(_ one: SeenFocus, _ other: SeenFocus) -> Bool {
        one.focus.bone == .ofClass(.ribs) && other.focus.bone == .ofClass(.ribs)
            && abs(one.left - other.left) <= 25 && (10...70).contains(abs(one.down - other.down))
    }
}

extension SeenFocus {
    /// The patient's side that its middle lies on.
    var side: Side { left >= 0 ? .left : .right }
}

/// How long a focus is, and which way.
private struct FocusShape {
    let elongation, lying: Double

    init(_ pixels: [Int], in anatomy: ViewAnatomy) {
        let count = Double(pixels.count)
        let places = pixels.map { pixel in
            (
                x: Double(pixel % anatomy.columns) * anatomy.spacing.columnMillimetres,
                y: Double(pixel / anatomy.columns) * anatomy.spacing.rowMillimetres
            )
        }
        let x = places.reduce(0) { $0 + $1.x } / count
        let y = places.reduce(0) { $0 + $1.y } / count
        // A pixel is a square, not a point.
        let across =
            places.reduce(0) { $0 + ($1.x - x) * ($1.x - x) } / count
            + anatomy.spacing.columnMillimetres * anatomy.spacing.columnMillimetres / 12
        let upright =
            places.reduce(0) { $0 + ($1.y - y) * ($1.y - y) } / count
            + anatomy.spacing.rowMillimetres * anatomy.spacing.rowMillimetres / 12
        let both = places.reduce(0) { $0 + ($1.x - x) * ($1.y - y) } / count
        let half = ((across - upright) * (across - upright) / 4 + both * both).squareRoot()
        let mean = (across + upright) / 2
        elongation = ((mean + half) / (mean - half)).squareRoot()
        lying = (across - upright) / (across + upright)
    }
}

/// From where to where bones reach in the views.
private struct BoneSpans {
    private var known: [Key: ClosedRange<Double>] = [:]

    private struct Key: Hashable {
        let view: View
        let region: BoneRegion
    }

    /// From 0 to 1, without the outermost hundredths of the bone's pixels; 0.5 where the view does not show it.
    mutating func lowness(of focus: SeenFocus, in region: BoneRegion, _ anatomy: ViewAnatomy) -> Double {
        let key = Key(view: anatomy.view, region: region)
        let span = known[key] ?? Self.span(anatomy, region)
        known[key] = span
        guard span.upperBound > span.lowerBound else { return 0.5 }
        return min(
            max((focus.focus.row - span.lowerBound) / (span.upperBound - span.lowerBound), 0), 1)
    }

    private static func span(_ anatomy: ViewAnatomy, _ region: BoneRegion) -> ClosedRange<Double> {
        let rows = anatomy.pixels(of: region).map { $0 / anatomy.columns }
        let left = rows.dropFirst(rows.count / 100).dropLast(rows.count / 100)
        guard let first = left.first, let last = left.last else { return 0...0 }
        return Double(first)...Double(last)
    }
}

extension ViewAnatomy {
    /// From a focus's middle to the nearest pixel of another bone than its own, in millimetres.
    fileprivate func distanceToNextBone(from focus: SeenFocus) -> Double {
        let far = HotSpotFacts.farthestJoint
        let own = focus.focus.bone?.label
        let down = Int(far / spacing.rowMillimetres)
        let across = Int(far / spacing.columnMillimetres)
        let (row, column) = (Int(focus.focus.row.rounded()), Int(focus.focus.column.rounded()))
        var least = far
        for other in max(0, row - down)...min(rows - 1, row + down) {
            for beside in max(0, column - across)...min(columns - 1, column + across) {
                let label = labels[other * columns + beside]
                guard label != BoneClass.background, label != own else { continue }
                let y = (Double(other) - focus.focus.row) * spacing.rowMillimetres
                let x = (Double(beside) - focus.focus.column) * spacing.columnMillimetres
                least = min(least, (x * x + y * y).squareRoot())
            }
        }
        return least
    }
}

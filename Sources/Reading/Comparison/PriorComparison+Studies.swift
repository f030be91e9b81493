public import Scintigraphy
import Segmentation
import Statistics

extension PriorComparison {
    /// One of the two scans.
    public struct Study: Sendable {
        let hotSpots: HotSpotSet
        let index: BoneScanIndex?
        let acquisition: Acquisition

        /// - Parameters:
        ///   - hotSpots: found with the same segmenter and settings in both scans.
        ///   - index: `nil` where there is none.
        ///   - acquisition: tells day, patient and camera.
        public init(hotSpots: HotSpotSet, index: BoneScanIndex?, acquisition: Acquisition) {
            (self.hotSpots, self.index, self.acquisition) = (hotSpots, index, acquisition)
        }
    }

    /// What has changed from `prior` to `current`.
    ///
    /// Hot spots that count are matched by where they lie in their bones. What a model calls in one scan and not in the
    /// other need not have changed: one without a match is new, or resolved, only where the counts at its place differ by
    /// more than a repeated scan's would; else it is unchanged, and has one number. Where numbers are no counts, it is new or
    /// resolved.
    public init(_ current: Study, since prior: Study, repeatability: Repeatability = .measured) {
        let changes = Self.changes(current.hotSpots, prior.hotSpots, repeatability)
        var change: (difference: Double, isBeyond: Bool)?
        if let now = current.index?.percent.value, let then = prior.index?.percent.value {
            change = (now - then, repeatability.isBeyond(now - then, mean: (now + then) / 2))
        }
        let days = current.acquisition.days(since: prior.acquisition)
        self.init(
            priorDate: prior.acquisition.studyDay, days: days, changes: changes,
            indexChange: change?.difference,
            isBeyondRepeatability: change?.isBeyond,
            cautions: Self.cautions(current.acquisition, prior.acquisition, days: days, changes))
    }

    private static func changes(
        _ current: HotSpotSet, _ prior: HotSpotSet, _ repeatability: Repeatability
    ) -> [Change] {
        let (now, then) = (Compared(current), Compared(prior))
        var matching = HotSpotMatching(current, prior)
        var before = [Match](repeating: .none, count: now.counted.count)
        var after = [Match](repeating: .none, count: then.counted.count)
        for pair in matching.pairs(now.counted.map(\.foci), then.counted.map(\.foci)) {
            before[pair.now] = .counted(pair.then)
            after[pair.then] = .counted(pair.now)
        }
        let newcomers = before.indices.filter { before[$0] == .none }
        for pair in matching.pairs(newcomers.map { now.counted[$0].foci }, then.others) {
            before[newcomers[pair.now]] = .other(pair.then)
        }
        let leavers = after.indices.filter { after[$0] == .none }
        for pair in matching.pairs(now.others, leavers.map { then.counted[$0].foci }) {
            after[leavers[pair.then]] = .other(pair.now)
        }
        func change(_ foci: [SeenFocus], over earlier: [SeenFocus]) -> (kind: Kind, ratio: Double?) {
            let ratio = foci.contrast.flatMap { now in earlier.contrast.map { now / $0 } }
            let kind = repeatability.kind(contrast: ratio, area: foci.area / earlier.area)
            return (kind, ratio)
        }
        var (back, forth) = (PlacedRatio(current, prior), PlacedRatio(prior, current))
        let here = now.counted.enumerated().map { place, spot in
            switch before[place] {
            case .counted(let other):
                let found = change(spot.foci, over: then.counted[other].foci)
                return Change(
                    number: spot.number, priorNumber: then.counted[other].number, kind: found.kind,
                    contrastRatio: found.ratio)
            case .other(let other):
                let found = change(spot.foci, over: then.others[other])
                return Change(
                    number: spot.number, priorNumber: nil, kind: found.kind == .increased ? .new : found.kind,
                    contrastRatio: found.ratio)
            case .none:
                let ratio = back(spot.foci.surest)
                return Change(
                    number: spot.number, priorNumber: nil,
                    kind: repeatability.isHotter(ratio, bone: spot.foci.surest.focus.bone)
                        ? .new : .unchanged,
                    contrastRatio: ratio)
            }
        }
        let gone = then.counted.enumerated().compactMap { place, spot -> Change? in
            switch after[place] {
            case .counted: return nil
            case .other(let other):
                let found = change(now.others[other], over: spot.foci)
                return Change(
                    number: nil, priorNumber: spot.number, kind: found.kind, contrastRatio: found.ratio)
            case .none:
                let ratio = forth(spot.foci.surest)
                return Change(
                    number: nil, priorNumber: spot.number,
                    kind: repeatability.isHotter(ratio, bone: spot.foci.surest.focus.bone)
                        ? .resolved : .unchanged,
                    contrastRatio: ratio.map { 1 / $0 })
            }
        }
        return here + gone
    }

    /// What a hot spot is matched with: a place in one of the other scan's lists.
    private enum Match: Equatable { case none, counted(Int), other(Int) }

    /// The hot spots of a scan that count, and what else is outlined.
    private struct Compared {
        let counted: [(number: Int, foci: [SeenFocus])]
        let others: [[SeenFocus]]

        init(_ set: HotSpotSet) {
            let all = zip(set.spots, set.extents)
            counted = all.filter(\.0.counts).map { ($0.number, $1.foci) }
            others = all.filter { !$0.0.counts }.map(\.1.foci) + set.faint
        }
    }
}

extension [SeenFocus] {
    fileprivate var contrast: Double? { compactMap(\.focus.contrast).filter { $0 > 0 }.max() }
    fileprivate var area: Double { map(\.area).max() ?? 0 }
}

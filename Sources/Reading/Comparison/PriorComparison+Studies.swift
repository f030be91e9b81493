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
    /// resolved; where the other scan lacks the only view that shows it, what became of it is unknown.
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
            cautions: Self.cautions(current.acquisition, prior.acquisition, days: days, changes)
                + Self.cautions(current.hotSpots, prior.hotSpots))
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
        func change(
            _ foci: [SeenFocus], _ number: Int?, over earlier: [SeenFocus], _ priorNumber: Int?
        ) -> Change {
            let ratio = foci.contrast.flatMap { now in earlier.contrast.map { now / $0 } }
            var kind = repeatability.kind(contrast: ratio, area: foci.area / earlier.area)
            // What was outlined but too faint to be called is new where it has become hotter, not wider alone.
            if priorNumber == nil, kind == .increased { kind = ratio ?? 1 >= 1 ? .new : .unchanged }
            return Change(
                number, priorNumber, number == nil ? earlier : foci, kind,
                contrasts: (foci.contrast, earlier.contrast))
        }
        /// Of a hot spot that only one scan has, and its contrasts in it and in the other one.
        func lone(
            _ foci: [SeenFocus], in other: HotSpotSet, _ contrasts: inout PlacedContrasts, _ hotter: Kind
        )
            -> (kind: Kind, here: Double?, there: Double?)
        {
            let shown = foci.filter { other.shows($0.focus.view) }
            guard !shown.isEmpty else { return (.unknown, nil, nil) }
            let measured = contrasts(shown.surest)
            let isHotter = repeatability.isHotter(
                measured.map { $0.here / $0.there }, bone: shown.surest.focus.bone)
            return (isHotter ? hotter : .unchanged, measured?.here, measured?.there)
        }
        var (back, forth) = (PlacedContrasts(current, prior), PlacedContrasts(prior, current))
        let here = now.counted.enumerated().map { place, spot in
            switch before[place] {
            case .counted(let other):
                return change(
                    spot.foci, spot.number, over: then.counted[other].foci, then.counted[other].number)
            case .other(let other): return change(spot.foci, spot.number, over: then.others[other], nil)
            case .none:
                let found = lone(spot.foci, in: prior, &back, .new)
                return Change(spot.number, nil, spot.foci, found.kind, contrasts: (found.here, found.there))
            }
        }
        let gone = then.counted.enumerated().compactMap { place, spot -> Change? in
            switch after[place] {
            case .counted: return nil
            case .other(let other): return change(now.others[other], nil, over: spot.foci, spot.number)
            case .none:
                let found = lone(spot.foci, in: current, &forth, .resolved)
                return Change(nil, spot.number, spot.foci, found.kind, contrasts: (found.there, found.here))
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

extension PriorComparison.Change {
    fileprivate init(
        _ number: Int?, _ priorNumber: Int?, _ foci: [SeenFocus], _ kind: PriorComparison.Kind,
        contrasts: (now: Double?, then: Double?)
    ) {
        let surest = foci.surest.focus
        self.init(
            number: number, priorNumber: priorNumber, kind: kind,
            place: .init(
                bone: surest.bone, side: surest.side, vertebra: surest.vertebra,
                views: foci.map(\.focus.view)),
            contrast: contrasts.now, priorContrast: contrasts.then,
            contrastRatio: contrasts.now.flatMap { now in contrasts.then.map { now / $0 } })
    }
}

extension [SeenFocus] {
    fileprivate var contrast: Double? { compactMap(\.focus.contrast).filter { $0 > 0 }.max() }
    fileprivate var area: Double { map(\.area).max() ?? 0 }
}

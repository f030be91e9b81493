import Foundation
public import Scintigraphy
public import Segmentation

/// Makes hot spots of what a segmenter tells of a scan's views.
public struct HotSpotFinder: Sendable {
    /// What is called a hot spot.
    public var settings: HotSpotSettings
    /// What tells how probable it is that a hot spot is malignant; `nil` where there is none.
    public var model: HotSpotModel?

    /// With the settings that are usual where nothing else is said.
    public init(settings: HotSpotSettings = HotSpotSettings(), model: HotSpotModel? = nil) {
        self.settings = settings
        self.model = model
    }

    /// The hot spots of a scan; `nil` where the segmenter knows no foci.
    ///
    /// - Parameters:
    ///   - segmented: views of the scan, each at most once.
    ///   - scan: what was segmented.
    ///   - artefacts: what is hot and no bone, with its pixels.
    /// - Precondition: each view has the size of the scan's image.
    public func find(
        in segmented: [SegmentedView], of scan: BoneScan, artefacts: [HotArtefact] = []
    ) -> HotSpotSet? {
        let views = View.allCases.compactMap { view in segmented.first { $0.view == view } }
        var anatomies: [ViewAnatomy] = []
        var foci: [View: [SeenFocus]] = [:]
        for view in views {
            guard let image = scan[view.view], let mask = view.boneMask else { return nil }
            let anatomy = ViewAnatomy(image, labels: mask.labels)
            guard let seen = view.seenFoci(in: image, anatomy, artefacts: artefacts) else { return nil }
            anatomies.append(anatomy)
            foci[view.view] = seen
        }
        return anatomies.isEmpty ? nil : hotSpots(foci, anatomies, views.compactMap { scan[$0.view] })
    }

    private func hotSpots(
        _ foci: [View: [SeenFocus]], _ anatomies: [ViewAnatomy], _ images: [CountImage]
    ) -> HotSpotSet {
        let groups = FocusMatching(millimetres: settings.matchingMillimetres)
            .groups(foci[.anterior] ?? [], foci[.posterior] ?? []).sorted { $0.down < $1.down }
        func isSure(_ group: [SeenFocus]) -> Bool {
            group.surest.focus.maximumProbability >= settings.leastProbability
        }
        let called = groups.filter(isSure)
        let exclusions = called.map(exclusion)
        let facts = HotSpotFacts.all(of: called, counted: exclusions.map { $0 == nil }, in: anatomies)
        var spots: [HotSpot] = []
        var extents: [HotSpotExtent] = []
        for (place, group) in called.enumerated() {
            let surest = group.surest.focus
            let malignancy = exclusions[place] == nil ? model?.malignancy.answer(facts[place]) : nil
            spots.append(
                HotSpot(
                    number: place + 1, bone: surest.bone, side: surest.side, vertebra: surest.vertebra,
                    foci: group.map(\.focus), malignancy: malignancy?.probability,
                    reasons: malignancy?.reasons ?? [], artefact: group.artefact, exclusion: exclusions[place]
                ))
            extents.append(
                HotSpotExtent(
                    foci: group, facts: facts[place],
                    isLesion: model?.lesion.answer(facts[place]).probability))
        }
        return HotSpotSet(
            spots: spots, settings: settings, extents: extents, faint: groups.filter { !isSure($0) },
            anatomies: anatomies, images: images)
    }

    /// Why a hot spot does not count; `nil` where it does.
    func exclusion(_ group: [SeenFocus]) -> String? {
        if let artefact = group.artefact { return artefact.exclusion }
        if group.surest.focus.bone == nil { return "lies in no bone" }
        guard let area = group.map(\.area).max(), area < settings.leastSquareCentimetres else { return nil }
        return "covers \(String(format: "%.1f", area)) cm², less than a camera can show"
    }
}

extension HotArtefact.Kind {
    /// Why what lies there does not count.
    fileprivate var exclusion: String {
        switch self {
        case .bladder: "lies in the bladder"
        case .injectionSite: "lies at the injection site"
        case .urine: "lies in urine outside the bladder"
        }
    }
}

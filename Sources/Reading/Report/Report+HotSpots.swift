import Figures
import Phantoms
import Scintigraphy
import Segmentation

extension Report {
    /// Number, place and intensity of what is hot in bone.
    var boneFindings: Document.Section {
        guard let hotSpots = findings.hotSpots else {
            return .init(
                "Findings: bone", [notDone(findings.segmentation == nil ? "segmentation" : "hot spots")])
        }
        let (counted, others) = (hotSpots.filter(\.counts), hotSpots.filter { !$0.counts })
        var blocks: [Document.Block] = [.paragraph(Prose(hotSpots.sentence))]
        if !counted.isEmpty { blocks.append(.table(Self.table(of: counted))) }
        if !others.isEmpty { blocks.append(.table(Self.tableOfExcluded(others))) }
        if !hotSpots.isEmpty {
            blocks.append(
                .caption(
                    """
                    A hot spot is where a model's probability of a focus exceeds a threshold; both views of a place are one. \
                    Area and contrast (mean counts over those of the surroundings) are the larger of the views'. Levels of \
                    vertebrae are estimates. The probability of malignancy holds if it is a lesion, among lesions like those that \
                    taught it, which were simulated; “Why” has the facts that move it most.
                    """))
        }
        return .init("Findings: bone", blocks)
    }

    private static func table(of hotSpots: [HotSpot]) -> Document.Table {
        Document.Table(
            "\(bold: "Hot spots taken as findings")",
            columns: [
                "No.", "Bone", "Side", "Level", "Views", "Area, cm²", "Contrast", "Focus", "Malignant", "Why",
            ],
            rows: hotSpots.map { spot in
                spot.place + [
                    Prose(spot.probability.fixed(decimals: 2)),
                    Prose(spot.malignancy.map { $0.fixed(decimals: 2) } ?? "not told"),
                    Prose(spot.reasons.joined(separator: " ")),
                ]
            })
    }

    private static func tableOfExcluded(_ hotSpots: [HotSpot]) -> Document.Table {
        Document.Table(
            "\(bold: "Listed, but set aside")",
            columns: [
                "No.", "Bone", "Side", "Level", "Views", "Area, cm²", "Contrast", "Focus", "Because it",
            ],
            rows: hotSpots.map { spot in
                spot.place + [Prose(spot.probability.fixed(decimals: 2)), Prose(spot.exclusion ?? "")]
            })
    }

    /// What is hot elsewhere.
    var softTissue: Document.Section {
        let rows = findings.artefacts.map { artefact -> [Prose] in
            [
                Prose(artefact.kind.rawValue), Prose(artefact.view.rawValue),
                Prose(artefact.areaSquareCentimetres.map { $0.formatted(decimals: 1) } ?? "unknown"),
                Prose("\((100 * artefact.share).formatted(decimals: 1)) %"),
            ]
        }
        let left = "Soft tissue and kidneys are not judged by the software: look at the images."
        return .init(
            "Findings: bladder, soft tissue, kidneys",
            rows.isEmpty
                ? [.paragraph("No bladder, injection site or urine was told apart. \(left)")]
                : [
                    .table(
                        .init(
                            columns: ["Not bone", "View", "Area, cm²", "Share of the view's counts"],
                            rows: rows)),
                    .paragraph("\(left)"),
                ])
    }
}

extension HotSpot {
    /// Number, bone, side, level, views, area, contrast, as cells.
    fileprivate var place: [Prose] {
        [
            Prose("\(number)"), Prose(bone?.name(on: side) ?? "none"), Prose(side?.rawValue ?? ""),
            Prose(vertebra.map { "about \($0)" } ?? ""),
            Prose(foci.map(\.view.rawValue).joined(separator: ", ")),
            Prose(areaSquareCentimetres.map { $0.fixed(decimals: 1) } ?? "unknown"),
            Prose(contrast.map { $0.fixed(decimals: 1) } ?? "unknown"),
        ]
    }
}

extension NamedBone {
    /// Of one side where that is known.
    func name(on side: Side?) -> String { side == nil ? rawValue : ofOneSide }
}

extension [HotSpot] {
    /// How many there are, and in which bones.
    var sentence: String {
        let counted = filter(\.counts)
        let others = count - counted.count
        let also =
            others == 0
            ? "" : " \(others) more \(others == 1 ? "is" : "are") listed and set aside, with the reason."
        guard !counted.isEmpty else { return "The software takes no hot spot as a finding.\(also)" }
        let bones = counted.map { $0.bone?.rawValue ?? "no bone" }
        let places = bones.withoutRepeats.map { bone in "\(bone) (\(bones.count { $0 == bone }))" }
        let taken = counted.count == 1 ? "hot spot as a finding" : "hot spots as findings"
        return "The software takes \(counted.count) \(taken): \(places.joined(separator: ", ")).\(also)"
    }
}

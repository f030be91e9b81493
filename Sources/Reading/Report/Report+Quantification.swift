import Figures
import Phantoms
import Scintigraphy
import Segmentation
import Statistics

extension Report {
    /// How much of the skeleton hot spots take up.
    var boneScanIndex: Document.Section {
        guard let index = findings.index else {
            return .init("Bone Scan Index", [notDone("Bone Scan Index")])
        }
        let rows = index.parts.map { part -> [Prose] in
            [
                Prose(
                    [part.side?.rawValue, part.bone.name(on: part.side)].compactMap(\.self).joined(
                        separator: " ")),
                Prose("\((100 * part.involved).fixed(decimals: 1)) %"),
                Prose("\(part.weight.fixed(decimals: 1)) %"), Prose("\(part.percent.fixed(decimals: 2)) %"),
            ]
        }
        var blocks: [Document.Block] = [
            .paragraph(
                index.percent.interval.upperBound > 0
                    ? """
                    \(bold: "\(index.words) of the skeleton"), by \(index.hotSpots) \(index.hotSpots == 1 ? "hot spot" : "hot spots"). \
                    Interval: \(index.percent.method).
                    """
                    : "\(bold: "0.00 % of the skeleton"): no hot spot is part of it; what none shows is in no interval."
            )
        ]
        if !rows.isEmpty {
            blocks.append(
                .table(
                    .init(
                        columns: ["Bone", "Taken up", "Its share of the skeleton", "Adds"],
                        rows: rows)))
        }
        if !index.cautions.isEmpty { blocks.append(.list(index.cautions.map { Prose($0) })) }
        blocks.append(
            .caption(
                """
                After Imbriaco et al., Clin Cancer Res 1998;4:1765: the share of each bone that hot spots take up, times the \
                bone's share of the skeleton's weight. An estimate from planar views, checked on simulated patients.
                """))
        return .init("Bone Scan Index", blocks)
    }

    /// What has changed since an earlier study.
    var comparison: Document.Section {
        guard let comparison = findings.comparison else {
            let reason = findings.omissions.first { $0.stage == "comparison" }?.reason
            return .init(
                "Comparison",
                [.paragraph("\(reason?.sentenced ?? "No earlier study was given to the software.")")])
        }
        var blocks: [Document.Block] = [
            .paragraph("Earlier study: \(comparison.when). \(comparison.sentence)")
        ]
        if !comparison.changes.isEmpty {
            blocks.append(
                .table(
                    .init(
                        columns: [
                            "No.", "Earlier No.", "Bone", "Side", "Level", "Views", "Change",
                            "Contrast then", "Contrast now", "Ratio",
                        ], rows: comparison.changes.map(row))))
            blocks.append(.caption(Self.comparisonCaption))
        }
        return .init(
            "Comparison",
            blocks
                + comparison.cautions.map {
                    .warning("\(bold: "Caution.") \($0.capitalisedFirst.sentenced)")
                }
        )
    }

    private static var comparisonCaption: Prose {
        let limits = Repeatability.measured
        func text(_ limit: Double) -> String { "\(limit.formatted(decimals: 2)) times" }
        return """
            Earlier numbers are those of a reading of the earlier study. Unchanged is what differs by no more than a scan that \
            is taken again: by \(text(limits.contrast)) in contrast and \(text(limits.area)) in area; where one scan has no \
            finding (none), by \(text(limits.placedContrast)) in contrast at its place, in limbs by \
            \(text(limits.placedContrastOfLimbs)).
            """
    }

    private func row(_ change: PriorComparison.Change) -> [Prose] {
        let place = change.place
        let contrasts = [change.priorContrast, change.contrast, change.contrastRatio]
        return [
            Prose(change.number.map(String.init) ?? "none"),
            Prose(change.priorNumber.map(String.init) ?? "none"),
            Prose(place?.bone?.name(on: place?.side) ?? "none"), Prose(place?.side?.rawValue ?? ""),
            Prose(place?.vertebra.map { "about \($0)" } ?? ""),
            Prose(place?.views.map(\.rawValue).joined(separator: ", ") ?? ""), Prose(change.kind.rawValue),
        ] + contrasts.map { Prose($0.map { $0.fixed(decimals: 2) } ?? "unknown") }
    }
}

extension BoneScanIndex {
    /// With its interval.
    var words: String {
        let interval = percent.interval
        guard interval.upperBound > 0 else { return "0.00 % (no hot spot is part of it)" }
        return "\(percent.value.fixed(decimals: 2)) % "
            + "(\((100 * percent.level).formatted(decimals: 1)) % interval \(interval.lowerBound.fixed(decimals: 2)) to "
            + "\(interval.upperBound.fixed(decimals: 2)) %)"
    }
}

extension PriorComparison {
    /// How many hot spots changed and how, and what became of the index.
    var sentence: String {
        let kinds = Kind.allCases.map { kind in (kind, changes.count { $0.kind == kind }) }.filter {
            $0.1 > 0
        }
        let spots =
            kinds.isEmpty
            ? "No hot spot is taken as a finding in either."
            : "Hot spots: \(kinds.map { "\($1) \($0.rawValue)" }.joined(separator: ", "))."
        guard let indexChange else { return spots + " No change of the Bone Scan Index can be told." }
        let sign = indexChange > 0 ? "+" : ""
        let beyond = isBeyondRepeatability.map {
            $0
                ? ", more than a repeated scan would show by itself"
                : ", no more than a repeated scan would show by itself"
        }
        return spots
            + " Bone Scan Index: \(sign)\(indexChange.fixed(decimals: 2)) % of the skeleton\(beyond ?? "")."
    }
}

import DICOM
import Figures
import Foundation
import Scintigraphy

extension Report {
    var qualityTable: Document.Section {
        let rows = quality.checks.map { check -> [Prose] in
            [
                Prose(check.name), Prose(check.measured), Prose(check.expected),
                check.isJudged
                    ? Prose(check.verdict.words, check.verdict.style) : Prose("not judged", .faint),
                Prose(check.source, .faint),
            ]
        }
        return .init(
            "Quality of the examination", startsSheet: true,
            [
                .paragraph(Prose(quality.checks.sentence.capitalisedFirst.sentenced)),
                .table(.init(columns: ["Check", "Found", "Expected", "Verdict", "Source"], rows: rows)),
                .caption(
                    """
                    EANM 2016: Van den Wyngaert et al., The EANM practice guidelines for bone scintigraphy. \
                    Eur J Nucl Med Mol Imaging 43:1723-1738.
                    """),
            ])
    }

    /// What was read, by which methods and models; the seconds are in report.json only, so that the page is the same for
    /// the same reading.
    var evidence: Document.Section {
        var blocks: [Document.Block] = []
        if !sources.isEmpty {
            blocks.append(
                .table(
                    .init(
                        columns: ["View", "File", "Frame", "Coding", "Pixel hash"],
                        rows: sources.map { source in
                            [
                                Prose(source.view.rawValue), Prose(source.file.lastPathComponent),
                                Prose("\(source.frame)"), Prose(source.transferSyntax.name),
                                Prose(source.pixelHash, .code),
                            ]
                        })))
        }
        if !models.isEmpty {
            blocks.append(
                .table(
                    .init(
                        columns: ["Model", "Network", "SHA-256 of its weights"],
                        rows: models.map { [Prose($0.name), Prose($0.architecture), Prose($0.hash, .code)] }))
            )
        }
        blocks.append(
            .table(
                .init(
                    columns: ["Stage", "Method", "Model", "Parameters"],
                    rows: stages.map { stage in
                        [
                            Prose(stage.name), Prose(stage.method), Prose(stage.model?.name ?? ""),
                            Prose(stage.parameters.words),
                        ]
                    })))
        if !remarks.isEmpty { blocks.append(.list(remarks.map { Prose($0.text) })) }
        let asked = settings.isEmpty ? "" : " Asked for: \(settings.words)."
        blocks.append(
            .caption(
                "Read by \(software) on \(created) with the seed \("\(seed)").\(asked) The same figures are in report.json."
            ))
        return .init("Evidence", blocks)
    }

    /// Every model that said something, once.
    private var models: [Findings.ModelEvidence] {
        let all =
            stages.compactMap(\.model) + findings.classification.map(\.model)
            + [findings.segmentation].compactMap(\.self)
        return all.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }
}

extension Verdict {
    fileprivate var style: Prose.Style {
        switch self {
        case .pass: .good
        case .warn: .caution
        case .fail: .bad
        }
    }
}

extension [String: String] {
    /// By their names.
    fileprivate var words: String {
        sorted { $0.key < $1.key }.map { "\($0): \($1)" }.joined(separator: "; ")
    }
}

import DICOM
import Figures
import Foundation
import Scintigraphy

extension Report {
    /// What was read, by which methods; the seconds are in report.json only, so that this page is the same
    /// for the same reading.
    var evidence: HTML {
        """
        <section>
        <h2>Evidence</h2>
        \(sources.isEmpty ? "" : sourceTable)
        <table>
        <thead><tr><th>Stage</th><th>Method</th><th>Parameters</th></tr></thead>
        <tbody>
        \(stages.map(row))
        </tbody>
        </table>
        <p class="caption">Read by \(software) on \(created) with the seed \(String(seed)). The same figures are in
        report.json.</p>
        </section>
        """
    }

    private var sourceTable: HTML {
        """
        <table>
        <thead><tr><th>View</th><th>File</th><th>Frame</th><th>Coding</th><th>Pixel hash</th></tr></thead>
        <tbody>
        \(sources.map(row))
        </tbody>
        </table>
        """
    }

    private func row(_ source: ViewSource) -> HTML {
        """
        <tr><th scope="row">\(source.view.rawValue)</th><td>\(source.file.lastPathComponent)</td>\
        <td>\(String(source.frame))</td><td>\(source.transferSyntax.name)</td><td>\(source.pixelHash)</td></tr>
        """
    }

    private func row(_ stage: StageEvidence) -> HTML {
        let parameters = stage.parameters.sorted { $0.key < $1.key }.map { "\($0): \($1)" }
        return """
            <tr><th scope="row">\(stage.name)</th><td>\(stage.method)</td>\
            <td>\(parameters.joined(separator: "; "))</td></tr>
            """
    }
}

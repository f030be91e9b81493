public import Figures
import Foundation
import Scintigraphy

extension Report {
    /// The report as one page that needs nothing else: pictures and style are in it, scripts are not.
    ///
    /// Sections in the order of a nuclear medicine report: examination, procedure and its quality,
    /// images, findings, limits.
    public func html() -> HTML {
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <title>\(["Bone scan", acquisition.patientName?.asPersonName, acquisition.studyDate?.asDate]
            .compactMap { $0 }.joined(separator: ", "))</title>
        <style>
        \(HTML.reportStyle)</style>
        </head>
        <body>
        <p class="notice">\(notice)</p>
        <header>
        <h1>Whole-body bone scintigraphy</h1>
        <p class="subtitle">Technical reading of image quality and count statistics</p>
        </header>
        \(examination)
        \(procedure)
        \(qualityTable)
        \(images)
        \(findingsSection)
        \(restorationSection)
        \(limits)
        \(evidence)
        <p class="notice">\(notice)</p>
        </body>
        </html>

        """
    }

    private var examination: HTML {
        """
        <section>
        <h2>Examination</h2>
        \(facts([
            ("Patient", acquisition.patientName?.asPersonName),
            ("Patient ID", acquisition.patientID),
            ("Sex", acquisition.patientSex?.asSex),
            ("Age", acquisition.patientAge?.asAge),
            ("Study date", acquisition.studyDate?.asDate),
            ("Study", acquisition.studyDescription),
            ("Indication", acquisition.indication),
            ("Earlier study", "none given to the software"),
        ]))
        </section>
        """
    }

    private var procedure: HTML {
        """
        <section>
        <h2>Procedure</h2>
        \(facts([
            ("Radiopharmaceutical", acquisition.tracer),
            ("Injected activity", acquisition.injectedActivityMegabecquerels.map { "\($0.formatted(decimals: 1)) MBq" }),
            ("Injection", acquisition.injection),
            ("Imaging", acquisition.imaging),
            ("Camera", acquisition.camera),
            ("Collimator", acquisition.collimator),
            ("Energy window", acquisition.energyWindowKiloelectronvolts.map {
                "\($0.lowerBound.formatted(decimals: 1)) to \($0.upperBound.formatted(decimals: 1)) keV"
            }),
            ("Scan speed", acquisition.scanVelocityMillimetresPerSecond.map {
                "\(($0 * 6).formatted(decimals: 1)) cm/min"
            }),
            ("Duration", acquisition.durationSeconds.map { "\(($0 / 60).formatted(decimals: 1)) min" }),
            ("Counts", views.map { "\($0.counts.grouped) \($0.view.rawValue)" }.joined(separator: ", ")),
        ]))
        </section>
        """
    }

    private var images: HTML {
        """
        <section class="picture">
        <h2>Images</h2>
        \(pictures.scan.map(figure) ?? "")
        <p class="caption">R and L are the patient's right and left. \(hasPosterior ? "The posterior view is seen from behind." : "")
        \(remarks.isEmpty ? "" : "Remarks on the file:")</p>
        \(remarkList)
        </section>
        """
    }

    private var hasPosterior: Bool { views.contains { $0.view == .posterior } }

    private var remarkList: HTML {
        guard !remarks.isEmpty else { return "" }
        let items = remarks.map { remark -> HTML in
            "<li>\(remark.severity == .warning ? "<b>Attention:</b> " as HTML : "")\(remark.text)</li>"
        }
        return "<ul class=\"remarks\">\n\(items)\n</ul>"
    }

    private var qualityTable: HTML {
        let open = quality.checks.count { $0.verdict != .pass }
        let rows = quality.checks.map { check -> HTML in
            """
            <tr class="\(check.verdict.rawValue)"><th scope="row">\(check.name)</th><td>\(check.measured)</td>\
            <td>\(check.expected)</td><td class="verdict">\(check.verdict.words)</td>\
            <td class="source">\(check.source)</td></tr>
            """
        }
        return """
            <section class="quality">
            <h2>Quality of the examination</h2>
            <p>\(open == 0
                ? "All \(quality.checks.count) checks came out as expected."
                : "\(open) of \(quality.checks.count) checks need a reader's attention.")</p>
            <table class="checks">
            <thead><tr><th>Check</th><th>Found</th><th>Expected</th><th>Verdict</th><th>Source</th></tr></thead>
            <tbody>
            \(rows)
            </tbody>
            </table>
            <p class="caption">EANM 2016: Van den Wyngaert et al., The EANM practice guidelines for bone scintigraphy.
            Eur J Nucl Med Mol Imaging 43:1723-1738.</p>
            </section>
            """
    }

    private var findingsSection: HTML {
        """
        <section>
        <h2>Findings and impression</h2>
        <p>None are given. It makes no statement about disease; the images are for a physician to read.</p>
        </section>
        """
    }

    func figure(_ picture: ReportPictures.Picture) -> HTML {
        let width = picture.width.formatted(decimals: 0)
        return """
            <figure><img style="width: \(width)px" alt="\(picture.description)" \
            src="data:image/png;base64,\(picture.png.base64EncodedString())"></figure>
            """
    }

    /// A list of names and values; what the file does not say is said to be so.
    private func facts(_ facts: [(name: String, value: String?)]) -> HTML {
        let rows = facts.map { name, value -> HTML in
            let value: HTML = value.map { "\($0)" } ?? "<span class=\"missing\">not stated</span>"
            return "<div><dt>\(name)</dt><dd>\(value)</dd></div>"
        }
        return "<dl>\n\(rows)\n</dl>"
    }
}

extension Verdict {
    fileprivate var words: String {
        switch self {
        case .pass: "as expected"
        case .warn: "attention"
        case .fail: "not acceptable"
        }
    }
}

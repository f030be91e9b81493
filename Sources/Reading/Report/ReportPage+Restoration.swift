import Denoising
import Figures
import Scintigraphy
import Statistics

extension Report {
    var restorationSection: HTML {
        guard let restoration = restorationTrial else {
            return """
                <section>
                <h2>Restoration from fewer counts</h2>
                <p><b>Not done:</b> \(findings.omissions.first { $0.stage == "restoration" }?.reason ?? "no reason was given").</p>
                </section>
                """
        }
        let part = "\((100 * restoration.fraction).formatted(decimals: 1)) %"
        return """
            <section class="restoration">
            <h2>Restoration from fewer counts</h2>
            <p>The scan was thinned to \(part) of its counts, as a shorter acquisition or a smaller activity would
            have given it, then restored. Pictures show the first of \(String(restoration.realisations)) independent
            thinnings, multiplied by \((1 / restoration.fraction).formatted(decimals: 2)) and at the window of the
            full scan. \(learned(restoration))</p>
            \(restoration.views.enumerated().map { index, view in comparison(index, view, restoration) })
            </section>
            """
    }

    /// Which network was tried, or why none was.
    private func learned(_ restoration: Restoration) -> HTML {
        if let model = restoration.model {
            let origin: HTML = model.trainedBy.map { ", trained by \($0)" } ?? ""
            return """
                The network is \(model.architecture), model <b>\(model.name)</b>\(origin), with the weights
                SHA-256 <span class="hash">\(model.hash)</span>.
                """
        }
        return
            "<b>The learned restoration was left out:</b> \(restoration.modelLeftOut ?? "no reason was given")"
    }

    /// One view's pictures, which a report that was read back from JSON does not have, and its figures.
    private func comparison(_ index: Int, _ view: RestoredView, _ restoration: Restoration) -> HTML {
        let picture = pictures.restoration.indices.contains(index) ? figure(pictures.restoration[index]) : ""
        return """
            <div class="comparison">
            \(picture)
            \(scores(view, restoration))
            \(view.residual.map(trust) ?? "")
            </div>
            """
    }

    /// What the residual test says of the network's restoration in the picture.
    private func trust(_ residual: ResidualFindings) -> HTML {
        """
        <p class="\(residual.isTrusted ? "trusted" : "distrusted")">\(residual.isTrusted ? "" : "<b>Warning.</b> " as HTML)
        Residual test of the network's picture: \(residual.sentence) Withheld counts scatter about what it
        foretells with \(interval(residual.dispersion, decimals: 3)) times Poisson's variance (1 at best;
        \(residual.dispersionOfNoise.fixed(decimals: 3)) about the thinned scan itself).</p>
        """
    }

    private func scores(_ view: RestoredView, _ restoration: Restoration) -> HTML {
        let rows = view.methods.map { score -> HTML in
            let parameters = score.parameters.sorted { $0.key < $1.key }.filter { $0.key != "weights" }
                .map { "\($0) \($1)" }
            return """
                <tr><th scope="row">\(score.method)</th><td>\(parameters.joined(separator: ", "))</td>\
                <td class="number">\(interval(score.psnr, decimals: 2))</td>\
                <td class="number">\(interval(score.ssim, decimals: 4))</td></tr>
                """
        }
        return """
            <table>
            <caption>Agreement with the full scan, \(view.view.rawValue) view: mean and 95 % interval over \
            \(String(restoration.realisations)) thinnings; \(restoration.peak), \
            \(view.peakCounts.formatted(decimals: 1)) counts</caption>
            <thead><tr><th>Method</th><th>Settings</th><th>PSNR, dB</th><th>SSIM</th></tr></thead>
            <tbody>
            \(rows)
            </tbody>
            </table>
            """
    }

    private func interval(_ estimate: Estimate, decimals: Int) -> HTML {
        func fixed(_ value: Double) -> String { value.fixed(decimals: decimals) }
        return """
            <b>\(fixed(estimate.value))</b> <span class="interval">\(fixed(estimate.interval.lowerBound)) to \
            \(fixed(estimate.interval.upperBound))</span>
            """
    }

    var limits: HTML {
        guard let restoration = restorationTrial else { return "" }
        return """
            <section>
            <h2>Method and limits</h2>
            <ul>
            <li>Thinning keeps every detected event with the same chance (binomial thinning). It shows the noise of fewer
            counts; it does not show what else a faster scan changes, such as motion.</li>
            <li>PSNR and SSIM measure likeness to the full scan, higher being nearer. They do not measure whether a lesion
            can be seen, and a smooth image can score well and still hide one.</li>
            <li>The full scan has noise of its own, and shares its events with the thinned ones: likeness to it is not
            likeness to the truth.</li>
            <li>Intervals are over thinnings of this one scan (Student's t). They say nothing about other patients.</li>
            \(restoration.model == nil ? "" : limitsOfNetworks)
            <li>The Gaussian's width is the best for this very view, found on a further thinning of it: no department knows
            it beforehand. The diffusion's settings were chosen on a single scan, NM1 of NEMA WG-04; its figures for that
            scan are therefore optimistic, too.</li>
            <li>Empty surroundings are part of every figure.</li>
            </ul>
            </section>
            """
    }

    private var limitsOfNetworks: HTML {
        """
        <li>The residual test holds the network's restoration against the counts that it came from, at places of the size
        of a lesion. It finds what was erased or invented beyond chance, at one false alarm in a hundred scans; what
        it does not find may still be wrong.</li>
        <li>A network has learnt from other patients' scans or from simulated ones. Where this scan is unlike those,
        it may take away what is there or show what is not. One that answers expected counts, as the shipped one does,
        takes contrast from faint foci: look at the scan as acquired, too.</li>
        """
    }
}

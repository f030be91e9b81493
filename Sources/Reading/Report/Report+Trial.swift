import Denoising
import Figures
import Scintigraphy
import Statistics

extension Report {
    /// What fewer counts would have shown, where that was tried.
    var restorationFromFewerCounts: Document.Section? {
        guard let trial = restorationTrial else { return nil }
        let part = "\((100 * trial.fraction).formatted(decimals: 1)) %"
        let learned: Prose =
            trial.model.map { model in
                """
                The network is \(model.architecture), model \(bold: model.name)\(model.trainedBy.map { ", trained by \($0)" } ?? ""), \
                with the weights SHA-256 \(model.hash, .code).
                """
            }
            ?? "\(bold: "The learned restoration was left out:") \((trial.modelLeftOut ?? "no reason was given").sentenced)"
        let introduction: Prose = """
            The scan was thinned to \(part) of its counts, as a shorter acquisition or a smaller activity would have given it, \
            then restored. Pictures show the first of \(trial.realisations) independent thinnings, multiplied by \
            \((1 / trial.fraction).formatted(decimals: 2)) and at the window of the full scan. \(learned)
            """
        let views = trial.views.enumerated().flatMap { index, view -> [Document.Block] in
            let picture = pictures.trial.indices.contains(index) ? pictures.trial[index] : nil
            return [
                picture.map { .picture($0) }, .table(scores(view, trial)),
                view.residual?.block("Residual test of the network's picture:"),
            ]
            .compactMap(\.self)
        }
        return .init(
            "Restoration from fewer counts", startsSheet: true,
            [.paragraph(introduction)] + views + [.list(limits(of: trial))])
    }

    private func scores(_ view: RestoredView, _ trial: Restoration) -> Document.Table {
        Document.Table(
            """
            Agreement with the full scan, \(view.view.rawValue) view: mean and 95 % interval over \(trial.realisations) \
            thinnings; \(trial.peak), \(view.peakCounts.formatted(decimals: 1)) counts
            """,
            columns: ["Method", "Settings", "PSNR, dB", "SSIM"],
            rows: view.methods.map { score in
                let parameters = score.parameters.sorted { $0.key < $1.key }.filter { $0.key != "weights" }
                return [
                    Prose(score.method), Prose(parameters.map { "\($0) \($1)" }.joined(separator: ", ")),
                    Prose(score.psnr.text(decimals: 2)), Prose(score.ssim.text(decimals: 4)),
                ]
            })
    }

    private func limits(of trial: Restoration) -> [Prose] {
        [
            """
            Thinning keeps every detected event with the same chance (binomial thinning). It shows the noise of fewer counts; \
            it does not show what else a faster scan changes, such as motion.
            """,
            """
            PSNR and SSIM measure likeness to the full scan, higher being nearer. They do not measure whether a lesion can be \
            seen, and a smooth image can score well and still hide one.
            """,
            """
            The full scan has noise of its own, and shares its events with the thinned ones: likeness to it is not likeness \
            to the truth.
            """,
            "Intervals are over thinnings of this one scan (Student's t). They say nothing about other patients.",
            """
            The Gaussian's width is the best for this very view, found on a further thinning of it: no department knows it \
            beforehand. The diffusion's settings were chosen on a single scan, NM1 of NEMA WG-04; its figures for that scan are \
            therefore optimistic, too.
            """,
            "Empty surroundings are part of every figure.",
        ]
    }
}

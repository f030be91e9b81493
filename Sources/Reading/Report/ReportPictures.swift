import Denoising
import Figures
import Foundation
import Scintigraphy
import Statistics

/// The pictures of report.html, as PNG that goes into the page itself.
struct ReportPictures: Equatable, Sendable {
    /// The scan's views as acquired.
    var scan: Picture?
    /// One row of pictures per view: full, thinned, restored.
    var restoration: [Picture] = []

    struct Picture: Equatable, Sendable {
        /// What it shows, for who cannot see it.
        let description: String
        let png: Data
        /// The drawing's width in points, which the page takes as CSS pixels.
        let width: Double

        /// Twice the drawing's resolution, so that a printed page is sharp.
        init(_ figure: Figure, _ description: String) throws(FigureError) {
            self.description = description
            png = try figure.data(as: .png, scale: 2)
            width = figure.width
        }
    }
}

extension ReportPictures {
    init(_ scan: BoneScan, _ trial: RestorationTrial, _ outcome: RestorationTrial.Outcome?)
        throws(FigureError)
    {
        let window = scan.window
        self.scan = try Picture(
            .scan(scan, window: window),
            scan.images.map(\.view.rawValue).joined(separator: " and ") + " view, inverse grey")
        for (full, results) in outcome?.pictures ?? [] {
            let panels = trial.panels(
                full: full, results: results, scores: outcome?.scores(of: full.view) ?? [])
            restoration.append(
                try Picture(
                    .montage(panels, window: window),
                    "\(full.view.rawValue) view: " + panels.map(\.title).joined(separator: ", ")))
        }
    }
}

extension RestorationTrial {
    /// The full view beside what each method makes of the first thinning of it.
    fileprivate func panels(full: CountImage, results: [CountImage], scores: [RestorationScore]) -> [Panel] {
        let acquired = Panel(
            title: "This scan", image: full,
            notes: ["\(full.view.rawValue) view", "\(full.total.grouped) counts"])
        return [acquired]
            + zip(results, scores).enumerated().map { place, pair in
                let (image, score) = pair
                let part = "\((100 * fraction).formatted(decimals: 1)) % of counts"
                return Panel(
                    title: place == 0 ? part : score.method, image: image,
                    notes: [
                        "PSNR \(score.psnr.value.formatted(decimals: 2)) dB",
                        "SSIM \(score.ssim.value.formatted(decimals: 3))",
                    ])
            }
    }
}

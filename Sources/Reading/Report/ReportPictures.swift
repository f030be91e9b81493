import Classification
import Figures
import Scintigraphy
import Segmentation
import Statistics

/// The pictures of report.html and report.pdf.
struct ReportPictures: Equatable, Sendable {
    /// The views as acquired, each at two windows.
    var scan: Document.Picture?
    /// Regions in outlines, and hot spots with their numbers.
    var hotSpots: Document.Picture?
    /// Each view beside what the network made of it.
    var restored: Document.Picture?
    /// What the classifiers looked at.
    var explanation: Document.Picture?
    /// A row per view: full, thinned, restored from that.
    var trial: [Document.Picture] = []
}

extension ReportPictures {
    /// The pictures of a reading; what was not done has none.
    ///
    /// - Parameters:
    ///   - scan: as acquired.
    ///   - segmented: what its views show.
    ///   - findings: hot spots and artefacts, whose foci are numbered as those of `segmented`.
    ///   - restored: the scan as the network restored it, on the scale of its counts.
    ///   - explanations: by question, of this scan.
    ///   - trial: what was tried with fewer counts, and what came of it.
    init(
        _ scan: BoneScan, segmented: [SegmentedView] = [], findings: Findings = Findings(),
        restored: BoneScan? = nil,
        explanations: [(question: ClassificationTask, explanation: Explanation)] = [],
        trial: (trial: RestorationTrial, outcome: RestorationTrial.Outcome)? = nil
    ) throws {
        let window = scan.window
        let lower = try DisplayWindow(lower: window.lower, upper: window.upper * Self.lowerLevel)
        var drawings: [@Sendable () throws -> Document.Picture] = [
            {
                try Document.Picture(
                    .plate(
                        scan.images.flatMap { [Panel(plain: $0, window), Panel(plain: $0, lower)] },
                        window: window),
                    "\(scan.names) view, inverse grey, at two windows")
            }
        ]
        let marked = scan.images.map { image in
            Panel(marking: image, segmented.first { $0.view == image.view }, findings, window)
        }
        let hasMarks = marked.contains { $0.tints != nil || !$0.callouts.isEmpty }
        if hasMarks {
            drawings.append {
                try Document.Picture(
                    .plate(marked, window: window, legend: Panel.legend(segmented, findings), height: 500),
                    "\(scan.names) view with regions in outlines and numbered hot spots")
            }
        }
        if let restored {
            let panels = scan.images.flatMap { image in
                [
                    Panel(plain: image, window),
                    restored[image.view].map {
                        Panel(plain: $0, window, isRestored: true)
                    },
                ].compactMap(\.self)
            }
            drawings.append {
                try Document.Picture(
                    .plate(panels, window: window, height: 440),
                    "\(scan.names) view, as acquired and restored")
            }
        }
        let maps = explanations.flatMap { question, explanation in
            explanation.maps.compactMap { map in
                scan[map.view].map {
                    Panel(title: "\(question.rawValue), \(map.view.rawValue)", image: $0, heat: map.values)
                }
            }
        }
        if !maps.isEmpty {
            drawings.append {
                try Document.Picture(
                    .plate(maps, window: window, heat: "speaks for the answer yes", height: 480),
                    "What spoke for \(explanations.map(\.question.rawValue).joined(separator: " and "))")
            }
        }
        if let (trial, outcome) = trial {
            for (full, results) in outcome.pictures {
                let panels = trial.panels(full: full, results: results, scores: outcome.scores(of: full.view))
                drawings.append {
                    try Document.Picture(
                        .plate(panels, window: window, height: 420),
                        "\(full.view.rawValue) view: " + panels.map(\.title).joined(separator: ", "))
                }
            }
        }
        var made = try Self.drawn(drawings)[...]
        self.scan = made.popFirst()
        if hasMarks { hotSpots = made.popFirst() }
        if restored != nil { self.restored = made.popFirst() }
        if !maps.isEmpty { explanation = made.popFirst() }
        self.trial = Array(made)
    }

    /// Two at a time: a picture's time is its compression.
    private static func drawn(_ drawings: [@Sendable () throws -> Document.Picture]) throws -> [Document
        .Picture]
    {
        try inParallel(drawings.count, workers: 2) { try drawings[$0]() }
    }

    /// The upper level of the second window, of that of the first.
    private static let lowerLevel = 0.4
}

extension BoneScan {
    fileprivate var names: String { images.map(\.view.rawValue).joined(separator: " and ") }
}

extension Panel {
    /// A view at a window.
    fileprivate init(plain image: CountImage, _ window: DisplayWindow, isRestored: Bool = false) {
        self.init(
            title: image.view.rawValue + (isRestored ? ", restored" : ""), image: image,
            notes: [
                "\(image.total.grouped) counts",
                "black from \(window.upper.formatted(decimals: 1)) counts a pixel",
            ], window: window)
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

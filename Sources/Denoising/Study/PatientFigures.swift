import Figures
import Foundation
import Scintigraphy
import Studies

/// Pictures of one patient: what each method makes of the first realisation at each level.
struct PatientFigures {
    let scorer: FrameScorer
    let levels: [CountLevel]
    let names: LevelNames
    /// By method, one for each level, on the reference's scale.
    let restored: [(method: String, images: [CountImage])]

    private var frame: Frame { scorer.frame }

    init(
        _ scorer: FrameScorer, levels: [CountLevel], names: LevelNames, methods: [StudyMethod], workers: Int,
        _ watcher: StudyWatcher
    ) throws {
        let given = try levels.map { (try scorer.realisations.image($0, number: 0), $0) }
        var restored: [(String, [CountImage])] = []
        for method in methods {
            try watcher.goOn()
            let images = try method.restored(given, workers: workers)
            restored.append(
                (method.name, zip(images, levels).map { $0.image.scaled(by: 1 / $1.fraction) }))
        }
        self.scorer = scorer
        self.levels = levels
        self.names = names
        self.restored = restored
    }

    /// The first frame with several lesions; where there is none, the first with any; otherwise the first.
    static func example(among frames: [Frame]) -> Frame? {
        func lesions(_ frame: Frame) -> Int { Set(frame.lesions?.labels ?? []).subtracting([0]).count }
        return frames.first { lesions($0) > 1 } ?? frames.first { lesions($0) == 1 } ?? frames.first
    }

    /// A row for each method, a column for each level, the full acquisition at the end of each.
    func montage() throws -> Figure {
        let reference = frame.reference
        let window = BoneScan(images: [reference], acquisition: Acquisition()).window
        var scans: [CaptionedScan] = []
        for (method, images) in restored {
            for (image, level) in zip(images, levels) {
                let psnr = try psnr(image, reference: reference, peak: scorer.peak)
                scans.append(
                    CaptionedScan(
                        title: "\(Rival.title(of: method)), \(names(level))",
                        lines: ["PSNR \(psnr.fixed(decimals: 1)) dB"],
                        images: [image], window: window))
            }
            scans.append(
                CaptionedScan(
                    title: "full acquisition", lines: ["\(reference.total.grouped) counts"],
                    images: [reference], window: window))
        }
        return .gallery(
            scans, columns: levels.count + 1,
            notes: [
                "Patient \(frame.patient), \(reference.view.rawValue) view, one realisation, all from 0 to "
                    + "\(window.upper.formatted(decimals: 1)) counts per pixel on the full acquisition's scale."
            ])
    }
}

import Figures
import Foundation
import Scintigraphy
import Training

/// A filter with its settings.
struct Candidate: Sendable {
    /// The settings in words, by which a file knows them again.
    let settings: String
    let filter: @Sendable (CountImage) throws -> CountImage
}

/// What a filter's candidates reached at each level on the validation patients.
struct Tuning: Equatable, Sendable {
    struct Trial: Equatable, Sendable {
        let level: CountLevel
        let settings: String
        /// The mean over images, against the full acquisition.
        let psnr: Double
    }

    let trials: [Trial]

    /// The settings of the highest PSNR, the first of them where several reach it.
    func best(_ level: CountLevel) -> Trial? {
        trials.filter { $0.level == level }.reduce(nil) { best, trial in
            best.map { $0.psnr >= trial.psnr } ?? false ? best : trial
        }
    }
}

/// Chooses each filter's settings for each level, by the PSNR that the paper reports, on patients whom no figure is
/// reported of.
struct TuningStage {
    /// Of the validation patients.
    let frames: [Frame]
    let levels: [CountLevel]
    let peak: PSNRPeak
    let seed: UInt64
    /// Of each frame and level.
    let realisations: Int
    let workers: Int

    func make(
        _ candidates: [Candidate], of method: String, in folder: NewFolder, _ watcher: StudyWatcher
    ) throws -> Tuning {
        let name = "tuning/\(method).csv"
        if folder.contains(name) { return try Tuning(csv: folder.contents(of: name), name: name) }
        var trials: [Tuning.Trial] = []
        let scorers = try frames.map { try FrameScorer($0, seed: seed, peak: peak) }
        for level in levels {
            let images = try inParallel(frames.count * realisations, workers: workers) { place in
                try scorers[place / realisations].realisations.image(level, number: place % realisations)
            }
            for candidate in candidates {
                try watcher.goOn()
                let values = try inParallel(images.count, workers: workers) { place in
                    try scorers[place / realisations].psnr(candidate.filter(images[place]), level)
                }
                let psnr = values.reduce(0, +) / Double(values.count)
                trials.append(Tuning.Trial(level: level, settings: candidate.settings, psnr: psnr))
            }
            watcher.advance()
        }
        let tuning = Tuning(trials: trials)
        try folder.write(tuning.csv, to: name)
        return tuning
    }
}

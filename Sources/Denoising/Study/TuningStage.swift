import Figures
import Foundation
import Scintigraphy
import Studies

/// Chooses each rival's settings for each level, by the PSNR that the paper reports, on patients of whom no figure is
/// reported. The median of their gains decides: one very hot spot, which any filter blurs, must not choose for all.
struct TuningStage {
    /// Of the validation patients.
    let frames: [Frame]
    let levels: [CountLevel]
    let peak: PSNRPeak
    let seed: UInt64
    let workers: Int

    /// The file of a rival's trials.
    static func file(_ rival: Rival) -> String { "tuning/\(rival.rawValue).csv" }

    /// Tells the watcher after each level. Throws ``Stopped`` where it wants that.
    func make(_ rival: Rival, in folder: NewFolder, _ watcher: StudyWatcher) throws -> Tuning {
        let name = Self.file(rival)
        let candidates = rival.candidates
        if folder.contains(name) {
            return try Tuning(csv: folder.contents(of: name), of: candidates, name: name)
        }
        let scorers = try frames.map { try FrameScorer($0, seed: seed, peak: peak) }
        var trials: [Tuning.Trial] = []
        for level in levels {
            let images = try inParallel(frames.count, workers: workers) { place in
                try scorers[place].realisations.image(level, number: 0)
            }
            let unrestored = try zip(scorers, images).map { try $0.psnr($1, level) }
            for candidate in candidates {
                try watcher.goOn()
                let gains = try inParallel(frames.count, workers: workers) { place in
                    try scorers[place].psnr(candidate(images[place]), level) - unrestored[place]
                }
                let gain = Double(quantile(of: gains.map(Float.init), 0.5))
                trials.append(Tuning.Trial(level: level, method: candidate, gain: gain))
            }
            watcher.advance()
        }
        let tuning = Tuning(trials: trials)
        try folder.write(tuning.csv, to: name)
        return tuning
    }
}

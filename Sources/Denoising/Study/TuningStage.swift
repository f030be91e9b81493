import Figures
import Foundation
import Scintigraphy

/// Chooses each rival's settings for each level, by the PSNR that the paper reports, on patients of whom no figure is
/// reported.
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
            for candidate in candidates {
                try watcher.goOn()
                let values = try inParallel(frames.count, workers: workers) { place in
                    try scorers[place].psnr(candidate(images[place]), level)
                }
                let psnr = values.reduce(0, +) / Double(values.count)
                trials.append(Tuning.Trial(level: level, method: candidate, psnr: psnr))
            }
            watcher.advance()
        }
        let tuning = Tuning(trials: trials)
        try folder.write(tuning.csv, to: name)
        return tuning
    }
}

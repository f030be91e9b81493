import Figures
import Foundation
import Scintigraphy

/// Restores the realisations of all frames by all methods, and keeps the scores: a file for each method and frame,
/// so that what is finished is not done again.
struct ScoreStage {
    let frames: [Frame]
    let levels: [CountLevel]
    let peak: PSNRPeak
    let seed: UInt64
    let workers: Int

    /// - Parameters:
    ///   - methods: in the order of the tables.
    ///   - folder: where the files of earlier runs are, and where new ones go.
    /// - Throws: ``Stopped`` where the watcher wants it.
    func make(_ methods: [StudyMethod], in folder: NewFolder, _ watcher: StudyWatcher) throws -> ScoreBook {
        let work = methods.flatMap { method in frames.indices.map { (method, frame: $0) } }
        watcher.begin(
            "frames and methods", work.count, work.count { folder.contains(Self.file($0.name, frame: $1)) })
        let scorers = try inParallel(frames.count, workers: workers) { place in
            try FrameScorer(frames[place], seed: seed, peak: peak)
        }
        var book = ScoreBook(methods: methods.map(\.name), levels: levels)
        for (method, frame) in work {
            let name = Self.file(method.name, frame: frame)
            let file = ScoreFile(frame: frames[frame])
            let scores: [Score]
            if folder.contains(name) {
                scores = try file.scores(folder.contents(of: name), name: name)
            } else {
                scores = try method.scores(of: scorers[frame], levels: levels, workers: workers, watcher)
                try folder.write(file.data(scores), to: name)
                watcher.advance()
            }
            book.add(scores, method: method.name, patient: frames[frame].patient)
        }
        return book
    }

    private static func file(_ method: String, frame: Int) -> String {
        "scores/\(method)/\(String(repeating: "0", count: max(0, 3 - "\(frame + 1)".count)))\(frame + 1).csv"
    }
}

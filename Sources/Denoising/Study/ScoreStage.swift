import Figures
import Foundation
import Scintigraphy
import Studies

/// Restores the realisations of all frames by all methods, and keeps the scores: a file for each method and frame,
/// so that what is finished is not done again.
struct ScoreStage {
    let frames: [Frame]
    let levels: [CountLevel]
    let peak: PSNRPeak
    let seed: UInt64
    /// In how many realisations of each level foci are searched and residuals tested.
    let searched: Int
    let workers: Int

    /// How many images are restored together: more need more memory and are hardly faster.
    private static let batch = 10

    /// - Parameters:
    ///   - methods: in the order of the tables.
    ///   - folder: where the files of earlier runs are, and where new ones go.
    ///   - book: what the scores are added to.
    /// - Throws: ``Stopped`` where the watcher wants it.
    func make(
        _ methods: [StudyMethod], in folder: NewFolder, _ book: inout ScoreBook, _ watcher: StudyWatcher
    ) throws {
        let work = methods.flatMap { method in frames.indices.map { (method, frame: $0) } }
        watcher.begin(
            "views restored by a method", work.count,
            work.count { folder.contains(Self.file($0.name, frame: $1)) })
        let scorers = try inParallel(frames.count, workers: workers) { place in
            try FrameScorer(frames[place], seed: seed, peak: peak)
        }
        for (method, frame) in work {
            let name = Self.file(method.name, frame: frame)
            if folder.contains(name) {
                book.add(try ScoreFile.scores(folder.contents(of: name), name: name), method: method.name)
            } else {
                let scores = try scores(of: method, on: scorers[frame], watcher)
                try folder.write(ScoreFile.data(scores), to: name)
                book.add(scores, method: method.name)
                watcher.advance()
            }
        }
    }

    private static func file(_ method: String, frame: Int) -> String {
        "scores/\(method)/\(String(repeating: "0", count: max(0, 3 - "\(frame + 1)".count)))\(frame + 1).csv"
    }

    /// The scores of all a method's realisations of one frame, in the order of levels and numbers.
    func scores(
        of method: StudyMethod, on scorer: FrameScorer, _ watcher: StudyWatcher
    ) throws -> [Score] {
        try levels.flatMap { level in
            try stride(from: 0, to: method.realisations, by: Self.batch).flatMap { first in
                try watcher.goOn()
                let numbers = first..<min(first + Self.batch, method.realisations)
                return try scores(of: method, on: scorer, level, numbers)
            }
        }
    }

    private func scores(
        of method: StudyMethod, on scorer: FrameScorer, _ level: CountLevel, _ numbers: Range<Int>
    ) throws -> [Score] {
        let given = try inParallel(numbers.count, workers: workers) { place in
            try scorer.realisations.image(level, number: numbers[numbers.startIndex + place])
        }
        let restored = try method.restored(given.map { ($0, level) }, workers: workers)
        let isSearched = numbers.map { $0 < searched }
        var scores = try inParallel(numbers.count, workers: workers) { place in
            var values = try scorer.similarity(restored[place], of: given[place], level)
            if isSearched[place] {
                values.merge(try scorer.findings(restored[place], level)) { first, _ in first }
            }
            return Score(
                patient: scorer.frame.patient, view: scorer.frame.reference.view, level: level,
                number: numbers[numbers.startIndex + place], values: values)
        }
        let warnings = try method.forEach(isSearched.count(where: \.self), level, workers: workers) {
            place, restore in
            let findings = try ResidualTest()(
                given[place], restored: restored[place].image, restoredBy: restore,
                seed: seed &+ UInt64(numbers[numbers.startIndex + place]))
            return findings.isTrusted ? 0.0 : 1
        }
        for (place, warning) in warnings.enumerated() { scores[place].values[.warned] = warning }
        return scores
    }
}

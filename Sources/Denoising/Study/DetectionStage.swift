import Figures
import Foundation
import Scintigraphy
import Statistics
import Studies

/// How well lesions that are added to the expected counts are found after each method: an observer learns on the
/// validation patients and is tested on the test patients. Each method and level leaves a file.
struct DetectionStage {
    /// Of the validation patients, and of the test patients; with expected counts.
    let learning, test: [Frame]
    let task: DetectionTask
    /// How many images with lesions, and as many without, of each frame and level.
    let realisations: Int
    let seed: UInt64
    let workers: Int

    /// Adds ``Measure/auc`` and ``Measure/addedContrast`` of each test patient to the book.
    ///
    /// - Parameters:
    ///   - methods: each with its levels.
    ///   - folder: where the files of earlier runs are, and where new ones go.
    ///   - book: what the scores are added to.
    /// - Throws: ``Stopped`` where the watcher wants it.
    func make(
        _ methods: [(method: StudyMethod, levels: [CountLevel])], in folder: NewFolder,
        _ book: inout ScoreBook,
        _ watcher: StudyWatcher
    ) throws {
        let work = methods.flatMap { method, levels in levels.map { (method, level: $0) } }
        watcher.begin(
            "count levels seen by an observer", work.count,
            work.count { folder.contains(Self.file($0.name, $1)) })
        for (method, level) in work {
            let name = Self.file(method.name, level)
            if folder.contains(name) {
                book.add(try ScoreFile.scores(folder.contents(of: name), name: name), method: method.name)
            } else {
                try watcher.goOn()
                let scores = try scores(of: method, level)
                try folder.write(ScoreFile.data(scores), to: name)
                book.add(scores, method: method.name)
                watcher.advance()
            }
        }
    }

    private static func file(_ method: String, _ level: CountLevel) -> String {
        "detection/\(method)/\(level.fraction).csv"
    }

    private func scores(of method: StudyMethod, _ level: CountLevel) throws -> [Score] {
        let frames = learning + test
        let regions = try method.forEach(frames.count, level, workers: workers) { place, restore in
            try task.regions(
                of: frames[place], fraction: level.fraction, realisations: realisations,
                seed: seed &+ UInt64(place), restoredBy: restore)
        }
        let observer = try ChannelizedHotellingObserver(trainedOn: Array(regions.prefix(learning.count)))
        return try zip(test, regions.dropFirst(learning.count)).compactMap { frame, regions in
            guard regions.present.count > 1 else { return nil }  // no place is as bright as bone
            return Score(
                patient: frame.patient, view: frame.reference.view, level: level, number: 0,
                values: [
                    .auc: try observer.auc(on: [regions]).value, .addedContrast: regions.contrastRecovery,
                ])
        }
    }
}

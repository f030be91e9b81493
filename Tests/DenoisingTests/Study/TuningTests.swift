import Figures
import Foundation
import Scintigraphy
import Studies
import TestSupport
import Testing
import Training

@testable import Denoising

@Suite struct TuningTests {
    let frames: [Frame]
    let levels: [CountLevel]
    init() throws {
        frames = try [smallFrame("p1", part: .validation, seed: 3)]
        levels = try [0.5, 0.02].map { try CountLevel(fraction: $0) }
    }

    /// Fewer counts want a wider filter; what is chosen is the best of all, and is found again in its file.
    @Test func choosesTheBestForEachLevel() throws {
        try withTemporaryFolder { place in
            let stage = TuningStage(
                frames: frames, levels: levels, peak: .referenceMaximum, seed: 1, workers: 2)
            let folder = try studyFolder(place)
            let tuning = try stage.make(.gaussian, in: folder, StudyWatcher())
            #expect(tuning.trials.count == levels.count * Rival.gaussian.candidates.count)
            for level in levels {
                let best = try #require(tuning.best(level))
                #expect(tuning.trials.allSatisfy { $0.level != level || $0.gain <= best.gain })
            }
            let places = try levels.map { level in
                try #require(Rival.gaussian.candidates.firstIndex { $0 == tuning.best(level)?.method })
            }
            #expect(places[0] < places[1])
            #expect(try stage.make(.gaussian, in: folder, StudyWatcher()) == tuning)
        }
    }

    @Test(arguments: Rival.allCases) func everyCandidateIsFoundAgain(rival: Rival) throws {
        let trials = rival.candidates.map { Tuning.Trial(level: levels[0], method: $0, gain: 3.0123456789) }
        let tuning = Tuning(trials: trials)
        #expect(try Tuning(csv: tuning.csv, of: rival.candidates, name: "") == tuning)
        #expect(throws: TrainingError.self) {
            try Tuning(csv: Data("x".utf8), of: rival.candidates, name: "")
        }
    }
}

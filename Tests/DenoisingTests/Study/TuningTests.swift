import Figures
import Foundation
import Scintigraphy
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

    private static let widths: [Double] = [4, 6, 8, 10, 12]

    private static let candidates = widths.map { width in
        Candidate(settings: "FWHM \(width) mm") { try $0.gaussianFiltered(fwhmMillimetres: width) }
    }

    /// Fewer counts want a wider filter; what is chosen is the best of all, and is found again in its file.
    @Test func choosesTheBestForEachLevel() throws {
        try withTemporaryFolder { place in
            let stage = TuningStage(
                frames: frames, levels: levels, peak: .referenceMaximum, seed: 1, realisations: 2, workers: 2)
            let folder = try studyFolder(place)
            let tuning = try stage.make(Self.candidates, of: "gaussian", in: folder, StudyWatcher())
            #expect(tuning.trials.count == 10)
            for level in levels {
                let best = try #require(tuning.best(level))
                #expect(tuning.trials.allSatisfy { $0.level != level || $0.psnr <= best.psnr })
            }
            let widths = try levels.map { level in
                try #require(Self.candidates.firstIndex { $0.settings == tuning.best(level)?.settings })
            }
            #expect(widths[0] < widths[1])
            let again = try stage.make([], of: "gaussian", in: folder, StudyWatcher())
            #expect(again == tuning)
        }
    }

    @Test func settingsWithCommasAreFoundAgain() throws {
        let trial = Tuning.Trial(level: levels[0], settings: "a 1, b 2", psnr: 30.123456789)
        let tuning = Tuning(trials: [trial])
        #expect(try Tuning(csv: tuning.csv, name: "") == tuning)
        #expect(throws: (any Error).self) { try Tuning(csv: Data("x".utf8), name: "") }
    }
}

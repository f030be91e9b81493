import Figures
import Foundation
import Scintigraphy
import Studies
import Synchronization
import TestSupport
import Testing
import Training

@testable import Denoising

@Suite struct ScoreStageTests {
    let frames: [Frame]
    let levels: [CountLevel]
    init() throws {
        frames = try [smallFrame("p1", seed: 1), smallFrame("p2", seed: 2)]
        levels = try [0.5, 0.1].map { try CountLevel(fraction: $0) }
    }

    private func stage(workers: Int = 2) -> ScoreStage {
        ScoreStage(
            frames: frames, levels: levels, peak: .referenceMaximum, seed: 7, searched: 1, workers: workers)
    }

    private func scored(
        _ methods: [StudyMethod], in folder: NewFolder, workers: Int = 2,
        _ watcher: StudyWatcher = StudyWatcher()
    ) throws -> ScoreBook {
        var book = ScoreBook(methods: methods.map(\.name), levels: levels)
        try stage(workers: workers).make(methods, in: folder, &book, watcher)
        return book
    }

    private static func gaussian(_ name: String, realisations: Int = 12, fwhm: Double = 8) -> StudyMethod {
        StudyMethod(
            name: name, realisations: realisations,
            way: .filter { image, _ in try image.gaussianFiltered(fwhmMillimetres: fwhm) })
    }

    private static var none: StudyMethod {
        StudyMethod(
            name: "none", realisations: 12,
            way: .network { $0.map { RestoredImage(image: $0, deviation: nil, countFactor: 1) } })
    }

    /// The scores of each method are the same whatever else is computed, and however many at a time.
    @Test func sameSeedSameScores() throws {
        try withTemporaryFolder { place in
            let one = try scored([Self.gaussian("a")], in: studyFolder(place, name: "one"), workers: 1)
            let two = try scored([Self.none, Self.gaussian("a")], in: studyFolder(place))
            let key = ScoreBook.Key(method: "a", level: levels[1], measure: .ssimOfMean)
            #expect(one.means(key) == two.means(key))
            #expect(one.means(key).allSatisfy { $0 != nil })
        }
    }

    /// Two methods that do the same have differences of exactly nothing: they see the same noise.
    @Test func methodsArePaired() throws {
        try withTemporaryFolder { place in
            let book = try scored([Self.gaussian("a"), Self.gaussian("b")], in: studyFolder(place))
            for level in levels {
                let key = ScoreBook.Key(method: "a", level: level, measure: .psnr)
                #expect(book.differences(key, minus: "b") == [0, 0])
            }
        }
    }

    /// Realisations differ from each other, between levels and between patients of the same counts.
    @Test func realisationsAreDifferent() throws {
        let (a, b) = (Realisations(seed: 7, frame: frames[0]), Realisations(seed: 8, frame: frames[0]))
        let twin = Frame(patient: "twin", part: .test, reference: frames[0].reference)
        let images = try [
            a.image(levels[0], number: 0), a.image(levels[0], number: 1), a.image(levels[1], number: 0),
            b.image(levels[0], number: 0), Realisations(seed: 7, frame: twin).image(levels[0], number: 0),
        ]
        #expect(Set(images.map(\.pixels)).count == images.count)
        #expect(try a.image(levels[0], number: 1) == images[1])
    }

    /// Filters and networks give the same scores for the same result, against a direct computation.
    @Test func scoresAreThoseOfTheRestoredImage() throws {
        let method = Self.gaussian("a", realisations: 11)
        let scorer = try FrameScorer(frames[0], seed: 7, peak: .referenceMaximum)
        let scores = try stage().scores(of: method, on: scorer, StudyWatcher())
        #expect(scores.map(\.number) == [Int](0..<11) + [Int](0..<11))
        let network = StudyMethod(
            name: "b", realisations: 11,
            way: .network { images in
                try images.map { image in
                    let filtered = try image.gaussianFiltered(fwhmMillimetres: 8)
                    return RestoredImage(image: filtered, deviation: nil, countFactor: 1)
                }
            })
        #expect(try stage().scores(of: network, on: scorer, StudyWatcher()) == scores)
        let image = try scorer.realisations.image(levels[1], number: 10)
        let filtered = try image.gaussianFiltered(fwhmMillimetres: 8)
        let scaled = filtered.replacingPixels(filtered.pixels.map { $0 * 10 })
        let expected = try psnr(scaled, reference: frames[0].reference, peak: .referenceMaximum)
        #expect(try abs(#require(scores.last?.values[.psnr]) - expected) < 1e-5)
        #expect(try abs(#require(scores.last?.values[.total]) - 1) < 1e-5)
    }

    /// What is finished is read, not done again, and gives the same book; what is broken is named.
    @Test func goesOnWhereItStudyStopped() throws {
        try withTemporaryFolder { place in
            let calls = Mutex(0)
            let folder = try studyFolder(place)
            let stopping = StudyWatcher(
                advance: { calls.withLock { $0 += 1 } }, shouldStop: { calls.withLock { $0 > 2 } })
            let methods = [Self.gaussian("a"), Self.none]
            #expect(throws: StudyStopped.self) { try scored(methods, in: folder, stopping) }
            let resumed = Mutex((done: 0, calls: 0))
            let watcher = StudyWatcher(
                begin: { _, _, done in resumed.withLock { $0.done = done } },
                advance: { resumed.withLock { $0.calls += 1 } })
            let book = try scored(methods, in: folder, watcher)
            #expect(resumed.withLock { $0.done } == 3 && resumed.withLock { $0.calls } == 1)
            let again = try scored(methods, in: folder)
            for measure in Measure.allCases {
                let key = ScoreBook.Key(method: "a", level: levels[0], measure: measure)
                #expect(book.means(key) == again.means(key))
            }
            try folder.write(Data("patient".utf8), to: "scores/a/001.csv")
            let error = #expect(throws: TrainingError.self) {
                try scored(methods, in: folder)
            }
            #expect(error?.description.hasPrefix("scores/a/001.csv is broken") == true)
        }
    }
}

import Figures
import Foundation
import Scintigraphy
import Studies
import TestSupport
import Testing
import Training

@testable import Denoising

@Suite struct DetectabilityTests {
    /// A method whose areas are those of twice the counts as they are is worth these, and loses lesions at half of
    /// them; beyond what was looked at there is a bound.
    @Test func countsAreWorthWhatTheObserverFinds() throws {
        let all = try [0.1, 0.2, 0.4].map { try CountLevel(fraction: $0) }
        var book = ScoreBook(methods: ["none", "ours"], levels: [all[0], all[1]])
        func add(_ method: String, _ level: CountLevel, _ area: Double) {
            for patient in ["p1", "p2"] {
                book.add(
                    [
                        Score(
                            patient: patient, view: .anterior, level: level, number: 0, values: [.auc: area])
                    ], method: method)
            }
        }
        for (level, area) in zip(all, [0.7, 0.8, 0.9]) { add("none", level, area) }
        for (level, area) in zip(all, [0.8, 0.95]) { add("ours", level, area) }
        let table = try #require(
            Detectability(book: book, names: LevelNames([]), rawLevels: all, leastArea: 0.8).table)
        #expect(
            table.rows == [
                ["not restored", "20 %", "10 %", "20 %"], ["ours", "10 %", "20 %", "above 40 %"],
            ])
    }

    @Test func withoutAnObserverThereIsNoTable() throws {
        let book = ScoreBook(methods: ["none"], levels: CountLevel.ito)
        #expect(
            Detectability(book: book, names: LevelNames([]), rawLevels: CountLevel.ito, leastArea: 0.8).table
                == nil)
    }

    /// More counts find more; what is kept in files gives the same, and methods see the same counts.
    @Test func observerLearnsAndIsTested() throws {
        let learning = try (1...3).map { try smallFrame("v\($0)", part: .validation, seed: UInt64($0)) }
        let test = try (4...5).map { try smallFrame("p\($0)", seed: UInt64($0)) }
        let stage = DetectionStage(
            learning: learning, test: test, task: DetectionTask(contrast: 0.3, distanceMillimetres: 20),
            realisations: 4, seed: 1, workers: 2)
        let levels = try [0.02, 1].map { try CountLevel(fraction: $0) }
        let methods = ["none", "twin"].map { name in
            StudyMethod(name: name, realisations: 1, way: .filter { image, _ in image })
        }
        try withTemporaryFolder { place in
            let folder = try studyFolder(place)
            func made() throws -> ScoreBook {
                var book = ScoreBook(methods: methods.map(\.name), levels: levels)
                try stage.make(methods.map { ($0, levels) }, in: folder, &book, StudyWatcher())
                return book
            }
            let book = try made()
            func areas(_ book: ScoreBook, _ method: String, _ level: CountLevel) -> [Double?] {
                book.means(ScoreBook.Key(method: method, level: level, measure: .auc))
            }
            let (few, many) = (areas(book, "none", levels[0]), areas(book, "none", levels[1]))
            for (few, many) in zip(few, many) { #expect(try #require(few) < #require(many)) }
            #expect(areas(book, "twin", levels[0]) == few)
            #expect(areas(try made(), "none", levels[0]) == few)
        }
    }
}

import Figures
import Foundation
import Scintigraphy
import TestSupport
import Testing

@testable import Denoising

/// Three patients, two realisations each, one level, with numbers that can be checked by hand.
@Suite struct ScoreTablesTests {
    let book: ScoreBook
    let level: CountLevel
    init() throws {
        let level = try CountLevel(fraction: 0.1)
        var book = ScoreBook(methods: ["ours", "theirs"], levels: [level])
        for (patient, psnr) in [("p1", 30.0), ("p2", 32), ("p3", 34)] {
            for (method, gain) in [("ours", 2.0), ("theirs", 0)] {
                let scores = [-1.0, 1].enumerated().map { number, offset in
                    Score(
                        patient: patient, view: .anterior, level: level, number: number,
                        values: [.psnr: psnr + gain + offset])
                }
                book.add(scores, method: method)
            }
        }
        self.level = level
        self.book = book
    }

    private var tables: ScoreTables {
        ScoreTables(book: book, names: LevelNames([]), main: "ours")
    }

    /// A patient's realisations count once: the mean of 32, 34, 36 is 34 with the half width 4.303 × 2 / √3.
    @Test func patientsAreTheObservations() {
        let table = tables.table(.psnr)
        #expect(table.columns == ["method", "10 %"])
        #expect(
            table.rows == [["ours", "**34.00 (29.03 to 38.97)**"], ["theirs", "32.00 (27.03 to 36.97)"]])
    }

    /// Three differences of one sign: p = 2/8.
    @Test func differencesAreWithinPatients() throws {
        #expect(tables.differences(.psnr).rows == [["theirs", "+2.00 (+2.00 to +2.00), p = 0.25"]])
        let row = try #require(tables.results.rows.first)
        #expect(row == ["psnr", "ours", "0.1", "3", "34.0"] + row[5...6] + ["", "", "", "", ""])
        let other = tables.results.rows[1]
        #expect(Array(other[7...]) == ["2.0", "2.0", "2.0", "0.25", "0.25"])
    }
}

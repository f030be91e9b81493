import Figures
import Scintigraphy
import Testing
import Training

@testable import Denoising

@Suite struct PaperClaimsTests {
    /// Eight patients, two levels: the main network is first at one of them.
    private func claims() throws -> [[String]] {
        let levels = try [0.5, 0.1].map { try CountLevel(fraction: $0) }
        let gains: [(method: String, psnr: [Double], foci: Double)] = [
            ("none", [0, 0], 9), ("gaussian", [2, 5], 1), ("dncnn-17", [2, 6], 3), ("single", [1, 9], 0),
            ("mixed", [4, 8], 0),
        ]
        var book = ScoreBook(methods: gains.map(\.method), levels: levels)
        for patient in 1...8 {
            for (method, psnr, foci) in gains {
                let scores = zip(levels, psnr).map { level, gain in
                    // Differences of several sizes, and none in structural similarity.
                    let value = 30 + Double(patient) + gain * (1 + Double(patient) / 10)
                    return Score(
                        patient: "p\(patient)", view: .anterior, level: level, number: 0,
                        values: [.psnr: value, .ssim: 0.9, .falseAccumulation: foci])
                }
                book.add(scores, method: method)
            }
        }
        return PaperClaims(book: book, names: LevelNames([]), main: "mixed", singleLevel: "single").table.rows
    }

    /// p of eight differences of one sign is 2/256, and stays below 0.05 after Holm's correction for 4 × 2 of them
    /// only for the smallest; all are equal here: 8 × 2/256 = 0.0625.
    @Test func claimsAreHeldAgainstWhatIsFound() throws {
        let rows = try claims()
        #expect(rows[0][1] == "at 1 of 2 count levels; first at 10 %: single")
        #expect(rows[1][1] == "not restored: above at none; below at none")
        #expect(rows[2][1] == "Gaussian, tuned: above at none; below at none")
        #expect(
            rows[3][1]
                == "dncnn-17: 3.00 at 10 %, 3.00 at 50 %; mixed: 0.00 at 10 %, 0.00 at 50 % false foci in a view"
        )
        #expect(rows[4][1] == "single: above at none; below at none")
    }
}

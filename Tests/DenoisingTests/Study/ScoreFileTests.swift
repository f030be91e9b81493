import Foundation
import Scintigraphy
import TestSupport
import Testing
import Training

@testable import Denoising

@Suite struct ScoreFileTests {
    /// Whatever the patients of a department are called.
    @Test(arguments: ["p1", "Doe, Jane", "a \"b\", c", ",", ""])
    func scoresAreFoundAgain(patient: String) throws {
        let scores = try [(0.1, 1.0 / 3), (0.5, -1e-300)].map { fraction, value in
            Score(
                patient: patient, view: .posterior, level: try CountLevel(fraction: fraction), number: 12,
                values: [.psnr: value, .calibrationError: .infinity])
        }
        #expect(try ScoreFile.scores(ScoreFile.data(scores), name: "") == scores)
    }

    @Test(arguments: ["", "patient,view\r\n", "p1,anterior,0.1,0\r\n"]) func brokenFilesAreNamed(text: String)
        throws
    {
        let start = text.hasPrefix("p1") ? ScoreFile.data([]) : Data()
        let error = #expect(throws: TrainingError.self) {
            try ScoreFile.scores(start + Data(text.utf8), name: "scores/a/001.csv")
        }
        #expect(error?.description.hasPrefix("scores/a/001.csv is broken") == true)
    }
}

import Foundation
import TestSupport
import Testing

/// `bonescan import`, as a user types it.
@Suite struct ImportTests {
    private let pictures = fixture("pillow/bs80k").path

    @Test func cohortIsMadeAndWhoWasLeftOutIsTold() throws {
        try withTemporaryFolder { folder in
            let outcome = try bonescan(["import", pictures, "--out", "cohort"], in: folder)
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(outcome.output.hasSuffix("cohort/cohort.csv\n"))
            #expect(
                outcome.errors.contains("left out 10: the anterior picture is the anterior one of 2, too"))
            #expect(outcome.errors.contains("4 patients imported; 3 left out"))
            #expect(outcome.errors.contains("4 of them have displays, not counts"))
            #expect(outcome.errors.contains("without --spacing nothing can be measured"))
            let facts = try bonescan(["info", "cohort/2"], in: folder)
            #expect(facts.status == 0 && facts.output.contains("JPEG Baseline"), "\(facts.errors)")
            let again = try bonescan(["import", pictures, "--out", "cohort"], in: folder)
            #expect(again.status == 1 && again.errors.contains("exists already"))
            let forced = try bonescan(
                ["import", pictures, "--out", "cohort", "--spacing", "2.4", "--force"], in: folder)
            #expect(forced.status == 0 && !forced.errors.contains("without --spacing"), "\(forced.errors)")
        }
    }

    @Test(arguments: [
        (["--strict"], 1, "11: "), (["--spacing", "0"], 2, "--spacing must be 0.01 to 100 mm"),
        (["--workers", "0"], 2, "--workers must be at least 1"),
    ])
    func wrongUse(options: [String], status: Int32, sentence: String) throws {
        try withTemporaryFolder { folder in
            let outcome = try bonescan(["import", pictures, "--out", "cohort"] + options, in: folder)
            #expect(outcome.status == status && outcome.errors.contains(sentence), "\(outcome.errors)")
            #expect(outcome.output.isEmpty)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
        }
    }

    @Test func emptyFolderIsRefused() throws {
        try withTemporaryFolder { folder in
            let outcome = try bonescan(["import", ".", "--out", "cohort"], in: folder)
            #expect(outcome.status == 1 && outcome.errors.contains("holds no pictures"))
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
        }
    }
}

import Foundation
import TestSupport
import Testing

/// `bonescan train hot-spots` as a user meets it.
@Suite struct TrainHotSpotsTests {
    @Test func aCohortThatLeavesNobodyIsRefused() throws {
        try withTemporaryFolder { folder in
            let cohort = folder.appending(path: "cohort")
            try FileManager.default.createDirectory(at: cohort, withIntermediateDirectories: true)
            try Data("patient,files\na,a.dcm\nb,b.dcm\n".utf8).write(to: cohort.appending(path: "cohort.csv"))
            let tried = try bonescan(
                [
                    "train", "hot-spots", "--cohort", "cohort", "--out", "run", "--models",
                    repository.appending(path: "Models").path,
                ], in: folder)
            #expect(tried.status == 1)
            #expect(tried.errors.contains("cohort.csv names 2 patients"), "\(tried.errors)")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["cohort"])
        }
    }

    @Test func nobodyIsNoNumberOfPatients() throws {
        try withTemporaryFolder { folder in
            let tried = try bonescan(
                ["train", "hot-spots", "--cohort", "cohort", "--out", "run", "--patients", "0"], in: folder)
            #expect(tried.status == 2)
            #expect(tried.errors.contains("--patients must be at least 1, not 0"))
        }
    }
}

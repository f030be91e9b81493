import DICOM
import Foundation
import Scintigraphy
import TestSupport
import Testing
import Training

@testable import Denoising

@Suite struct FrameSetTests {
    /// Two patients of two views each, the second's without counts.
    private func withCohort(_ body: (CohortFolder, PatientSplit) throws -> Void) throws {
        try withTemporaryFolder { folder in
            let table = "patient,files,split\na,a.dcm,training\nb,b.dcm,test\nc,c.dcm,test\n"
            try Data(table.utf8).write(to: folder.appending(path: "cohort.csv"))
            for (name, counts) in [("a", Float(3)), ("b", 5), ("c", 0)] {
                let images = View.allCases.map {
                    CountImage(
                        rows: 4, columns: 4, pixels: Array(repeating: counts, count: 16), view: $0,
                        spacing: nil)
                }
                var facts = Acquisition()
                facts.durationSeconds = 60
                try SimulatedImage(
                    BoneScan(images: images, acquisition: facts), identity: [name], softwareVersion: "0"
                ).write(to: folder.appending(path: "\(name).dcm"))
            }
            let cohort = try CohortFolder(folder)
            try body(cohort, PatientSplit(cohort, by: .ito, seed: 1))
        }
    }

    @Test func everyViewIsAFrame() throws {
        try withCohort { cohort, split in
            let set = try FrameSet(cohort, split: split)
            #expect(set.frames.map(\.patient) == ["a", "a", "b", "b"])
            #expect(set.frames.map(\.reference.view) == [.anterior, .posterior, .anterior, .posterior])
            #expect(set[.training].map(\.reference.total) == [48, 48] && set[.test].count == 2)
            #expect(set.skipped.map(\.name) == ["c"])
            #expect(set.skipped[0].reason.contains("does not hold counted events"))
            #expect(throws: TrainingError.self) {
                _ = try FrameSet(cohort, split: split, unreadable: .refused)
            }
        }
    }

    @Test func levelsAboveTheReferenceAreRefused() throws {
        let ito = CountLevel.ito.map(\.fraction)
        #expect(ito == [0.5, 0.4, 0.3, 0.2, 0.1])
        #expect(try CountLevel(counts: 2e5, of: 1e6).fraction == 0.2)
        let above = try #require(throws: TrainingError.self) { _ = try CountLevel(counts: 2e6, of: 1e6) }
        #expect(above.description.contains("above the reference's"), "\(above)")
        for fraction in [0, -1, 1.1, .nan] {
            #expect(throws: TrainingError.self) { _ = try CountLevel(fraction: fraction) }
        }
        #expect(
            try JSONDecoder().decode([CountLevel].self, from: Data("[0.5, 1]".utf8)).map(\.fraction) == [
                0.5, 1,
            ])
        #expect(throws: TrainingError.self) {
            _ = try JSONDecoder().decode([CountLevel].self, from: Data("[2]".utf8))
        }
    }
}

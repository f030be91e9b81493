import Figures
import Foundation
import Scintigraphy
import TestSupport
import Testing

@testable import Training

/// From a folder of pictures to a cohort that is read as any other.
@Suite struct CohortImportTests {
    private let spacing = PixelSpacing(rowMillimetres: 2.4, columnMillimetres: 2.4)

    /// Imports `collection` as the folder `cohort` in `parent`.
    private func imported(
        _ collection: URL, in parent: URL, unreadable: UnreadablePatients = .skipped
    ) throws -> (CohortImport.Outcome, CohortFolder) {
        let work = CohortImport(
            try PictureCollection(collection), spacing: spacing, software: "test", version: "0")
        let folder = try NewFolder(
            parent.appending(path: "cohort"), plan: (CohortImport.planFile, work.planData()))
        let outcome = try work.make(
            in: folder, unreadable: unreadable, workers: 2, shouldStop: { false }, advance: {})
        try folder.publish()
        return (try #require(outcome), try CohortFolder(folder.url))
    }

    /// A folder with this table and, by their names there, fixtures of Fixtures/pillow/pictures.
    private func withPictures<R>(
        _ table: String, _ pictures: [String: String], _ body: (URL, URL) throws -> R
    ) throws -> R {
        try PictureCollectionTests.withFiles(["pictures/images.csv": table]) { parent in
            let folder = parent.appending(path: "pictures")
            for (name, picture) in pictures {
                try FileManager.default.copyItem(
                    at: fixture("pillow/pictures/\(picture)"), to: folder.appending(path: name))
            }
            return try body(folder, parent)
        }
    }

    @Test func picturesBecomeACohort() throws {
        let table = """
            patient,anterior,posterior,abnormal,malignant,split,age
            p1,a.png,b.png,1,0,training,61
            "p2, again",,c.png,0,,test,

            """
        let pictures = ["a.png": "counts.png", "b.png": "few-counts.png", "c.png": "display.png"]
        try withPictures(table, pictures) { folder, parent in
            let (outcome, cohort) = try imported(folder, in: parent)
            #expect(outcome.imported == 2 && outcome.skipped.isEmpty && outcome.displays == 1)
            #expect(cohort.patients.map(\.name) == ["p1", "p2, again"])
            #expect(cohort.patients.map(\.isAbnormal) == [true, false])
            #expect(cohort.patients.map(\.isMalignant) == [false, nil])
            #expect(cohort.patients.map(\.part) == [.training, .test])
            #expect(cohort.patients[0].others == ["age": "61"])
            let scans = try cohort.read(cohort.patients, unreadable: .refused) { $0.scan }.values
            #expect(
                scans[0].images.map(\.view) == View.allCases && scans[1].images.map(\.view) == [.posterior])
            #expect(scans[0].images.allSatisfy { $0.meaning == .counts && $0.spacing == spacing })
            #expect(scans[0].anterior?.pixels.max() == 65_535 && scans[0].posterior?.pixels.max() == 300)
            #expect(scans[1].images[0].meaning != .counts)
            let names = try FileManager.default.contentsOfDirectory(atPath: cohort.url.path)
            #expect(Set(names) == ["cohort.csv", "import.json", "p1", "p2, again"])
        }
    }

    /// Each is left out with a sentence; of the same picture under two names, the second.
    @Test func whoCannotBeImportedIsLeftOut() throws {
        let table = """
            patient,anterior,posterior
            good,a.png,b.png
            missing,a.png,nowhere.png
            coloured,c.png,
            cut,d.png,
            sizes,e.png,a.png
            alike,f.png,f.png
            again,g.png,b.png

            """
        let pictures = [
            "a.png": "counts.png", "b.png": "few-counts.png", "c.png": "coloured.png",
            "d.png": "cut-counts.png",
            "e.png": "small.png", "f.png": "display.png", "g.png": "palette.png",
        ]
        try withPictures(table, pictures) { folder, parent in
            #expect(throws: TrainingError.self) { try imported(folder, in: parent, unreadable: .refused) }
            #expect(try FileManager.default.contentsOfDirectory(atPath: parent.path) == ["pictures"])
            let (outcome, cohort) = try imported(folder, in: parent)
            #expect(cohort.patients.map(\.name) == ["good"])
            let reasons = Dictionary(uniqueKeysWithValues: outcome.skipped.map { ($0.name, $0.reason) })
            #expect(reasons["missing"]?.contains("nowhere.png: does not exist") == true)
            #expect(reasons["coloured"]?.contains("c.png: is a colour picture") == true)
            #expect(reasons["cut"]?.contains("d.png: is damaged") == true)
            #expect(
                reasons["sizes"]?.contains("48 × 20") == true && reasons["sizes"]?.contains("24 × 20") == true
            )
            #expect(reasons["alike"]?.contains("is the same picture as") == true)
            #expect(
                reasons["again"]
                    == "the posterior picture is the posterior one of good, too: the same scan under two names"
            )
            let names = try FileManager.default.contentsOfDirectory(atPath: cohort.url.path)
            #expect(Set(names) == ["cohort.csv", "import.json", "left-out.csv", "good"])
            let told = try CSVTable(
                String(contentsOf: cohort.url.appending(path: "left-out.csv"), encoding: .utf8))
            #expect(told.rows.count == 7)
        }
    }

    @Test func nobodyAtAllIsAnError() throws {
        try withPictures("patient,anterior\np1,x.png\n", [:]) { folder, parent in
            let error = try #require(throws: TrainingError.self) { try imported(folder, in: parent) }
            #expect(error.description.contains("none of 1 patients can be imported; p1: "))
        }
    }

    @Test func bs80kBecomesACohort() throws {
        try withTemporaryFolder { parent in
            let (outcome, cohort) = try imported(fixture("pillow/bs80k"), in: parent)
            #expect(cohort.patients.map(\.name) == ["1", "2", "3", "4"])
            #expect(cohort.patients.map(\.isAbnormal) == [false, true, true, false])
            #expect(outcome.displays == 4)
            try #require(outcome.skipped.map(\.name) == ["11", "10", "12"])
            #expect(outcome.skipped[1].reason.contains("anterior one of 2, too"))
            #expect(outcome.skipped[2].reason.contains("progressive"))
            let scans = try cohort.read(cohort.patients, unreadable: .refused) { $0.scan }.values
            #expect(scans.map(\.images.count) == [2, 2, 2, 1])
        }
    }

    @Test func sameCollectionSameBytes() throws {
        try withTemporaryFolder { parent in
            let cohorts = try ["a", "b"].map { name in
                let place = parent.appending(path: name)
                try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
                return try imported(fixture("pillow/bs80k"), in: place).1.url
            }
            for name in ["cohort.csv", "import.json", "2/anterior.dcm", "2/posterior.dcm"] {
                let bytes = try cohorts.map { try Data(contentsOf: $0.appending(path: name)) }
                #expect(bytes[0] == bytes[1], "\(name)")
            }
        }
    }
}

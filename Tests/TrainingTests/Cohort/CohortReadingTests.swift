import Figures
import Foundation
import Scintigraphy
import Synchronization
import TestSupport
import Testing
import Torch

@testable import Training

/// Scans of a cohort, with what simulation leaves beside them.
@Suite struct CohortReadingTests {
    /// Three patients: the second's file is no DICOM, the third's is missing.
    private func withCohort(_ body: (CohortFolder) throws -> Void) throws {
        try Cohorts.withTable("patient,files\np1,p1/scan.dcm\np2,p2/scan.dcm\np3,p3/scan.dcm\n") { folder in
            try Cohorts.writeScan(to: folder.appending(path: "p1/scan.dcm"))
            try Cohorts.writeScan(to: folder.appending(path: "p2/scan.dcm"))
            try Data("no DICOM".utf8).write(to: folder.appending(path: "p2/scan.dcm"))
            try body(CohortFolder(folder))
        }
    }

    @Test func unreadablePatientsAreSkippedOrRefused() throws {
        try withCohort { cohort in
            let told = Mutex<[Int]>([])
            let (names, skipped) = try cohort.read(
                cohort.patients, progress: { done in told.withLock { $0.append(done) } }
            ) { $0.patient.name }
            #expect(names == ["p1"] && skipped.map(\.name) == ["p2", "p3"])
            #expect(skipped[0].reason.contains("p2/scan.dcm") && skipped[1].reason.contains("p3/scan.dcm"))
            #expect(told.withLock { $0.sorted() } == [1, 2, 3])

            let refused = try #require(throws: TrainingError.self) {
                _ = try cohort.read(cohort.patients, unreadable: .refused, workers: 1) { $0.patient.name }
            }
            #expect(refused.description.hasPrefix("p2: ") && refused.description.contains("p2/scan.dcm"))
            let none = try #require(throws: TrainingError.self) {
                _ = try cohort.read(Array(cohort.patients.dropFirst())) { $0.patient.name }
            }
            #expect(none.description.contains("none of 2 patients can be read"), "\(none)")
        }
    }

    @Test func whatSimulationLeftComesAlong() throws {
        try withCohort { cohort in
            let folder = cohort.url.appending(path: "p1")
            let plain = try cohort.open(cohort.patients[0])
            #expect(plain.mean == nil && plain.lesions == nil && plain.regions == nil)
            #expect(plain.scan.images.map { $0.pixels[0] } == [7, 7])

            let means = (0..<2).map { view in (0..<24).map { Float($0 + view) / 4 } }
            let tensors = zip(["anterior", "posterior"], means).map { ($0, Tensor($1, shape: [6, 4])) }
            try SafeTensors.write(
                Dictionary(uniqueKeysWithValues: tensors), to: folder.appending(path: "mean.safetensors"))
            let labels = LabelImage(rows: 6, columns: 4, labels: (0..<24).map { $0 * 11 }, view: .anterior)
            for view in View.allCases {
                try labels.png().write(to: folder.appending(path: "lesions-\(view.rawValue).png"))
            }
            let whole = try cohort.open(cohort.patients[0])
            #expect(whole.mean?.map(\.pixels) == means)
            #expect(whole.lesions?.map(\.labels) == [labels.labels, labels.labels])
            #expect(whole.lesions?.map(\.view) == [.anterior, .posterior] && whole.regions == nil)
        }
    }

    @Test func truthOfAnotherSizeIsRefused() throws {
        try withCohort { cohort in
            let folder = cohort.url.appending(path: "p1")
            let mask = folder.appending(path: "lesions-anterior.png")
            try LabelImage(rows: 4, columns: 6, labels: Array(repeating: 0, count: 24), view: .anterior).png()
                .write(to: mask)
            #expect(throws: TrainingError("\(mask.path): is not an 8-bit greyscale PNG of 6 × 4 pixels")) {
                _ = try cohort.open(cohort.patients[0])
            }
            try FileManager.default.removeItem(at: mask)
            let mean = folder.appending(path: "mean.safetensors")
            try SafeTensors.write(["anterior": Tensor([1], shape: [1])], to: mean)
            let error = try #require(throws: TrainingError.self) { _ = try cohort.open(cohort.patients[0]) }
            #expect(error.description.contains("\(mean.path) holds no 32-bit anterior view of 6 × 4 pixels"))
        }
    }
}

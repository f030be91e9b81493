import DICOM
import Foundation
import Scintigraphy
import TestSupport

@testable import Training

/// Cohorts of small scans of no one, in folders of their own.
enum Cohorts {
    /// A folder with this table.
    static func withTable<R>(_ table: String, _ body: (URL) throws -> R) throws -> R {
        try withTemporaryFolder { folder in
            try Data(table.utf8).write(to: folder.appending(path: CohortFolder.tableName))
            return try body(folder)
        }
    }

    /// A cohort of so many patients p1, p2 ... whose scans do not exist.
    static func named(_ count: Int) throws -> CohortFolder {
        let lines = (1...count).map { "p\($0),p\($0).dcm" }
        return try withTable((["patient,files"] + lines).joined(separator: "\n")) { try CohortFolder($0) }
    }

    /// Writes both views, 6 × 4 pixels, as one file.
    static func writeScan(to file: URL, firstPixel: Float = 7) throws {
        let images = View.allCases.map { view in
            CountImage(
                rows: 6, columns: 4, pixels: [firstPixel] + [Float](repeating: 2, count: 23), view: view,
                spacing: PixelSpacing(rowMillimetres: 2.46, columnMillimetres: 2.46))
        }
        var facts = Acquisition()
        facts.durationSeconds = 60
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try SimulatedImage(
            BoneScan(images: images, acquisition: facts), identity: [file.lastPathComponent],
            softwareVersion: "0"
        ).write(to: file)
    }
}

import Figures
public import Foundation

/// Scans of many patients, as a folder with a table of them: what `bonescan simulate` makes, or a department's own.
///
/// The table, cohort.csv, has a line for each patient and the columns `patient` and `files` (paths inside the folder,
/// semicolons between them); `abnormal` and `malignant` (1 or 0), and `split` (training, validation or test) where
/// they are known; other columns are kept as text.
public struct CohortFolder: Sendable {
    /// The folder.
    public let url: URL
    /// In the table's order.
    public let patients: [CohortPatient]

    /// The table's path, for messages.
    var tablePath: String { url.appending(path: Self.tableName).path }

    /// The table's name in the folder.
    public static let tableName = "cohort.csv"

    /// Reads the table; no scan is opened yet.
    ///
    /// Throws where there is no table, where it lacks a column or is broken, where it names no patient, the same one
    /// twice or in two parts, or gives two patients the same file.
    public init(_ url: URL) throws(TrainingError) {
        let file = url.appending(path: Self.tableName)
        let text = try Self.text(of: file)
        do {
            patients = try CohortTable(CSVTable(text)).patients(in: url)
        } catch {
            throw TrainingError("\(file.path): \(error)")
        }
        self.url = url
    }

    private static func text(of file: URL) throws(TrainingError) -> String {
        let data: Data
        do { data = try Data(contentsOf: file) } catch {
            let folder = file.deletingLastPathComponent().path
            guard !FileManager.default.fileExists(atPath: file.path) else {
                throw TrainingError("\(file.path) cannot be read: \(error.localizedDescription)")
            }
            guard FileManager.default.fileExists(atPath: folder) else {
                throw TrainingError("there is no folder \(folder); give the one that holds \(tableName)")
            }
            throw TrainingError("\(folder) holds no \(tableName), a table of its patients: \(howTo)")
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            throw TrainingError("\(file.path) is not text in UTF-8; save it as “CSV UTF-8”")
        }
        return text
    }

    /// How to write a table by hand.
    private static let howTo = """
        write one with the first line “patient,files” and a line for each patient, such as “p1,p1/scan.dcm” or \
        “p2,p2/anterior.dcm;p2/posterior.dcm”; the columns abnormal and malignant (1 or 0) and split (training, \
        validation or test) may follow
        """
}

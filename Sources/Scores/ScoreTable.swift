public import Foundation

/// Cases with their truth and the scores that models or readers gave them.
public struct ScoreTable: Sendable {
    /// One model or reader.
    public struct Column: Sendable {
        /// As the file names it.
        public let name: String
        /// For each case, a finite number; higher is more likely positive.
        public let values: [Double]

        /// A name and a finite number for each case.
        public init(name: String, values: [Double]) {
            self.name = name
            self.values = values
        }

        /// Whether they can be probabilities: all from 0 to 1, and some between.
        var areProbabilities: Bool {
            values.allSatisfy((0...1).contains) && values.contains { $0 > 0 && $0 < 1 }
        }
    }

    /// In the file's order; at least one.
    public let columns: [Column]
    /// For each case, whether it has the finding; both occur.
    public let labels: [Bool]
    /// For each case, its patient from 0.
    public let patients: [Int]

    /// Cases in order: both labels occur, each column has a value for each.
    public init(columns: [Column], labels: [Bool], patients: [Int]) {
        self.columns = columns
        self.labels = labels
        self.patients = patients
    }

    /// How many patients there are.
    public var patientCount: Int { (patients.max() ?? -1) + 1 }

    /// Whether a patient has several cases, which are not independent then.
    public var isClustered: Bool { patientCount < labels.count }

    /// Reads comma-separated values with a line of names and a line for each case.
    ///
    /// Throws a sentence that names file, line, column and remedy: where there is no such file or column, where a label
    /// is not one of two words or all are the same, where a score is missing or not a finite number.
    public init(file: URL, _ names: ColumnNames = ColumnNames()) throws(ScoresError) {
        do {
            self = try ScoreReading(text: Self.text(of: file), names).table()
        } catch {
            throw ScoresError("\(file.path): \(error)")
        }
    }

    /// The most bytes that are read: two million cases of five scores.
    private static let most = 100_000_000

    private static func text(of file: URL) throws(ScoresError) -> String {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: file.path, isDirectory: &isFolder) else {
            throw ScoresError("there is no such file; give a table of scores as CSV")
        }
        guard !isFolder.boolValue else { throw ScoresError("is a folder; give a table of scores as CSV") }
        let data: Data
        do {
            let size = try FileManager.default.attributesOfItem(atPath: file.path)[.size] as? Int ?? 0
            guard size <= most else {
                throw ScoresError("has \(size) bytes, more than \(most); leave out columns or cases")
            }
            data = try Data(contentsOf: file)
        } catch let error as ScoresError {
            throw error
        } catch {
            throw ScoresError("cannot be read: \(error.localizedDescription)")
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            throw ScoresError("is not text in UTF-8; save it as “CSV UTF-8”")
        }
        return text
    }
}
